import type { Template } from '@/api/manage';

export interface TemplateDraft {
  templateName: string;
  orgName: string;
  logo: string;
  customDoc: string;
  bgType: number;
  bgUrl: string;
  bgImgList: string[];
  picturePlayInterval: number;
  isPicTop: boolean;
  instruction: boolean;
  showCalendarCard: boolean;
  showCalendarTitle: boolean;
  showFunctionCard: boolean;
  desensitizeUserName: boolean;
  hideServerCodeWhenProjecting: boolean;
  groupIds: number[];
  roomIds: string[];
  deviceUnionIds: string[];
}

export const draftOf = (template: Template): TemplateDraft => {
  const { deviceCustomTemplate: of, groupIds, roomIds, deviceUnionIds } = template;
  return {
    templateName: of.templateName,
    orgName: of.orgName ?? '',
    logo: of.logo ?? '',
    customDoc: of.customDoc ?? '',
    bgType: of.bgType ?? 1,
    bgUrl: of.bgUrl ?? '',
    bgImgList: of.bgImageList ?? [],
    picturePlayInterval: of.picturePlayInterval ?? 0,
    isPicTop: (of.isPicTop ?? 1) === 1,
    instruction: of.instruction ?? false,
    showCalendarCard: of.showCalendarCard ?? false,
    showCalendarTitle: of.showCalendarTitle ?? false,
    showFunctionCard: of.showFunctionCard ?? false,
    desensitizeUserName: of.desensitizeUserName ?? false,
    hideServerCodeWhenProjecting: of.hideServerCodeWhenProjecting ?? false,
    groupIds,
    roomIds,
    deviceUnionIds,
  };
};

/** A template is written whole, since what is left out goes back to its default. */
export const sentOf = (draft: TemplateDraft) => ({
  ...draft,
  isPicTop: draft.isPicTop ? 1 : 0,
  bgImgList: draft.bgImgList.filter((address) => address !== ''),
});

export const SHOWN = [
  'templateName',
  'orgName',
  'logo',
  'customDoc',
  'bgType',
  'bgUrl',
  'bgImgList',
  'picturePlayInterval',
  'groupIds',
  'roomIds',
  'deviceUnionIds',
];
