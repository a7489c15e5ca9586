/** The parts of `/manage`, and whose they are. A new part is a line here and a route. */
import type { LinkProps } from '@tanstack/react-router';
import type { Session } from '@/api/session';
import type { PlainKey } from '@/i18n';

export interface Section {
  to: LinkProps['to'];
  name: PlainKey;
  /** What one does there. */
  about: PlainKey;
  /** Who sees it: everybody who runs any room, or administrators of the organisation alone. */
  who: 'runners' | 'administrators';
}

export interface Chapter {
  name: PlainKey;
  sections: readonly Section[];
}

export const CHAPTERS: readonly Chapter[] = [
  {
    name: 'manage.chapter.spaces',
    sections: [
      { to: '/manage/rooms', name: 'manage.rooms', about: 'manage.rooms.about', who: 'runners' },
      { to: '/manage/groups', name: 'manage.groups', about: 'manage.groups.about', who: 'runners' },
      {
        to: '/manage/labels',
        name: 'manage.labels',
        about: 'manage.labels.about',
        who: 'administrators',
      },
    ],
  },
  {
    name: 'manage.chapter.screens',
    sections: [
      {
        to: '/manage/devices',
        name: 'manage.devices',
        about: 'manage.devices.about',
        who: 'runners',
      },
      {
        to: '/manage/controls',
        name: 'manage.controls',
        about: 'manage.controls.about',
        who: 'runners',
      },
      { to: '/manage/panels/pair', name: 'pair.title', about: 'pair.about', who: 'runners' },
      {
        to: '/manage/templates',
        name: 'manage.templates',
        about: 'manage.templates.about',
        who: 'administrators',
      },
    ],
  },
  {
    name: 'manage.chapter.people',
    sections: [
      {
        to: '/manage/people',
        name: 'manage.people',
        about: 'manage.people.about',
        who: 'administrators',
      },
      {
        to: '/manage/departments',
        name: 'manage.departments',
        about: 'manage.departments.about',
        who: 'administrators',
      },
      {
        to: '/manage/blacklist',
        name: 'manage.blacklist',
        about: 'manage.blacklist.about',
        who: 'administrators',
      },
    ],
  },
  {
    name: 'manage.chapter.watch',
    sections: [
      { to: '/approvals', name: 'nav.approvals', about: 'manage.approvals.about', who: 'runners' },
      { to: '/manage/use', name: 'manage.use', about: 'manage.use.about', who: 'runners' },
      {
        to: '/manage/problems',
        name: 'manage.problems',
        about: 'manage.problems.about',
        who: 'runners',
      },
      {
        to: '/manage/apps',
        name: 'manage.apps',
        about: 'manage.apps.about',
        who: 'administrators',
      },
      {
        to: '/manage/audit',
        name: 'manage.audit',
        about: 'manage.audit.about',
        who: 'administrators',
      },
    ],
  },
];

export const isFor = (section: Section, me: Session): boolean =>
  section.who === 'runners' || me.isAdmin;

export const chaptersFor = (me: Session): Chapter[] =>
  CHAPTERS.map(({ name, sections }) => ({
    name,
    sections: sections.filter((section) => isFor(section, me)),
  })).filter(({ sections }) => sections.length > 0);
