/** The buttons of a control panel, in their order, and what else there is to set of it. */
import { ActionIcon, Button, Textarea, TextInput } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { type PlainKey, useSpeech } from '@/i18n';
import { Icon } from '@/ui/icons';
import { FieldGroup, type FieldNames } from '../ui/Editor';
import styles from './Controls.module.css';
import {
  BLANK,
  type ButtonDraft,
  differing,
  isBlank,
  isDigits,
  isNumber,
  keptOf,
  MOST_BUTTONS,
  moved,
  NUMBERS,
  type PanelDraft,
  TEXT_FIELDS,
  wrongLine,
} from './fields';
import type { PanelDrafted } from './usePanelDraft';

const NAMES: Readonly<Record<keyof ButtonDraft, PlainKey>> = {
  name: 'control.button.name',
  enName: 'control.button.enName',
  url: 'control.button.url',
  icon: 'control.button.icon',
  showTime: 'control.button.showTime',
};

/** As JSON has it, so that breaks and blanks are seen. */
const told = ([name, value]: readonly [string, string]) =>
  `${JSON.stringify(name)}: ${JSON.stringify(value)}`;

export function usePanelNames(): FieldNames<PanelDraft> {
  const { t } = useSpeech();
  return {
    buttons: {
      name: t('control.buttons'),
      show: (buttons, among) => {
        const parts = differing(buttons, among);
        return parts.length === 0 ? undefined : <Differing buttons={buttons} parts={parts} />;
      },
    },
    status: { name: t('control.status') },
    extra: {
      name: t('control.extra'),
      show: (extra) => (
        <span className={styles.lines}>
          {[extra.lines, ...keptOf(extra).map(told)].filter(Boolean).join('\n') || '–'}
        </span>
      ),
    },
  };
}

function Differing({
  buttons,
  parts,
}: {
  buttons: readonly ButtonDraft[];
  parts: ReturnType<typeof differing>;
}) {
  const { t } = useSpeech();
  return (
    <ul className={styles.differing}>
      {parts.map(({ at, fields }) => (
        <li key={at}>
          {t('control.button', { n: at + 1 })}
          <ul>
            {fields.map((field) => (
              <li key={field}>
                {t(NAMES[field])}:{' '}
                <span className={styles.told}>{buttons[at]?.[field] || '–'}</span>
              </li>
            ))}
          </ul>
        </li>
      ))}
    </ul>
  );
}

export function PanelFieldset({
  form,
}: {
  form: Pick<PanelDrafted, 'draft' | 'set' | 'wrong' | 'lacking' | 'arrange'>;
}) {
  const { t } = useSpeech();
  const { draft, set, wrong, lacking, arrange } = form;
  const { buttons, extra } = draft;
  const places = buttons.map((_, at) => at);
  const list = useRef<HTMLDivElement>(null);
  // Whoever wanted to save stands at the first field that is needed.
  useEffect(() => {
    if (lacking === 0) return;
    list.current?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus();
  }, [lacking]);
  const change = (at: number, part: Partial<ButtonDraft>) =>
    set({ buttons: buttons.map((each, place) => (place === at ? { ...each, ...part } : each)) });
  const line = wrongLine(extra.lines);
  const kept = keptOf(extra);
  const needed = (text: string) => (lacking > 0 && isBlank(text) ? t('field.missing') : undefined);
  const notNumber = (text: string) => {
    if (isNumber(text)) return undefined;
    return isDigits(text) ? t('field.range', NUMBERS) : t('control.number.wrong');
  };
  return (
    <>
      <FieldGroup title={t('control.buttons')} text={t('control.buttons.text')}>
        <div ref={list} className={styles.buttons} data-wide>
          {buttons.length === 0 && <p className="soft">{t('control.buttons.none')}</p>}
          {buttons.map((button, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a button is its place
            <fieldset key={at} className={styles.button}>
              <legend>{t('control.button', { n: at + 1 })}</legend>
              {TEXT_FIELDS.map((field) => (
                <TextInput
                  key={field}
                  label={t(NAMES[field])}
                  required
                  withAsterisk={false}
                  maxLength={2000}
                  {...((field === 'url' || field === 'icon') && {
                    inputMode: 'url' as const,
                    spellCheck: false,
                  })}
                  value={button[field]}
                  error={needed(button[field]) ?? wrong(`roomConfig[${at}].${field}`)}
                  onChange={({ currentTarget }) => change(at, { [field]: currentTarget.value })}
                />
              ))}
              <TextInput
                label={t('control.button.showTime')}
                description={t('control.button.showTime.hint')}
                inputWrapperOrder={['label', 'input', 'description', 'error']}
                inputMode="numeric"
                value={button.showTime}
                error={wrong(`roomConfig[${at}].showTime`) ?? notNumber(button.showTime)}
                onChange={({ currentTarget }) => change(at, { showTime: currentTarget.value })}
              />
              <div className={styles.moves}>
                {([-1, 1] as const).map((by) => (
                  <ActionIcon
                    key={by}
                    variant="default"
                    size={36}
                    aria-label={t(by < 0 ? 'control.button.up' : 'control.button.down', {
                      n: at + 1,
                    })}
                    disabled={at + by < 0 || at + by >= buttons.length}
                    onClick={() => arrange(moved(places, at, by), moved(buttons, at, by))}
                  >
                    <span className={by < 0 ? styles.up : undefined}>
                      <Icon name="down" size={18} />
                    </span>
                  </ActionIcon>
                ))}
                <Button
                  variant="subtle"
                  color="danger"
                  size="compact-sm"
                  onClick={() => {
                    const left = places.filter((place) => place !== at);
                    arrange(
                      left,
                      buttons.filter((_, place) => place !== at),
                    );
                  }}
                >
                  {t('control.button.remove', { n: at + 1 })}
                </Button>
              </div>
            </fieldset>
          ))}
          <div>
            <Button
              variant="default"
              disabled={buttons.length >= MOST_BUTTONS}
              onClick={() => arrange([...places, -1], [...buttons, BLANK])}
            >
              {t('control.button.add')}
            </Button>
            {buttons.length >= MOST_BUTTONS && (
              <p className="soft small">{t('control.buttons.most', { n: MOST_BUTTONS })}</p>
            )}
          </div>
        </div>
      </FieldGroup>
      <FieldGroup title={t('control.more')} text={t('control.more.text')}>
        <TextInput
          label={t('control.status')}
          description={t('control.status.hint')}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          inputMode="numeric"
          value={draft.status}
          error={
            wrong('status') ?? (draft.status.trim() === '' ? undefined : notNumber(draft.status))
          }
          onChange={({ currentTarget }) => set({ status: currentTarget.value })}
        />
        <Textarea
          label={t('control.extra')}
          description={t('control.extra.hint')}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          rows={3}
          spellCheck={false}
          value={extra.lines}
          error={wrong('extra') ?? (line > 0 ? t('control.extra.wrong', { n: line }) : undefined)}
          onChange={({ currentTarget }) => set({ extra: { ...extra, lines: currentTarget.value } })}
        />
        {kept.length > 0 && (
          <div data-wide className={styles.kept}>
            <p className="soft small">{t('control.extra.kept')}</p>
            <ul>
              {kept.map((pair) => (
                <li key={pair[0]}>
                  <code>{told(pair)}</code>
                </li>
              ))}
            </ul>
          </div>
        )}
      </FieldGroup>
    </>
  );
}
