/** The buttons of a control panel, in their order, and what else there is to set of it. */
import { ActionIcon, Button, Textarea, TextInput } from '@mantine/core';
import { type PlainKey, useSpeech } from '@/i18n';
import { Icon } from '@/ui/icons';
import { FieldGroup, type FieldNames } from '../ui/Editor';
import type { Drafted } from '../ui/useDraft';
import styles from './Controls.module.css';
import {
  BLANK,
  type ButtonDraft,
  isNumber,
  MOST_BUTTONS,
  moved,
  type PanelDraft,
  wrongLine,
} from './fields';

const TEXTS: readonly { field: 'name' | 'enName' | 'icon' | 'url'; name: PlainKey }[] = [
  { field: 'name', name: 'control.button.name' },
  { field: 'enName', name: 'control.button.enName' },
  { field: 'url', name: 'control.button.url' },
  { field: 'icon', name: 'control.button.icon' },
];

export function usePanelNames(): FieldNames<PanelDraft> {
  const { t } = useSpeech();
  return {
    buttons: {
      name: t('control.buttons'),
      show: (buttons) =>
        buttons.map(({ name, enName, url }) => `${name} / ${enName} (${url})`).join(', '),
    },
    status: { name: t('control.status') },
    extra: { name: t('control.extra') },
  };
}

export function PanelFieldset({
  form,
}: {
  form: Pick<Drafted<PanelDraft>, 'draft' | 'set' | 'wrong'>;
}) {
  const { t } = useSpeech();
  const { draft, set, wrong } = form;
  const { buttons } = draft;
  const change = (at: number, part: Partial<ButtonDraft>) =>
    set({ buttons: buttons.map((each, place) => (place === at ? { ...each, ...part } : each)) });
  const line = wrongLine(draft.extra);
  const notNumber = (text: string) => (isNumber(text) ? undefined : t('control.number.wrong'));
  return (
    <>
      <FieldGroup title={t('control.buttons')} text={t('control.buttons.text')}>
        <div className={styles.buttons} data-wide>
          {buttons.length === 0 && <p className="soft">{t('control.buttons.none')}</p>}
          {buttons.map((button, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a button is its place
            <fieldset key={at} className={styles.button}>
              <legend>{t('control.button', { n: at + 1 })}</legend>
              {TEXTS.map(({ field, name }) => (
                <TextInput
                  key={field}
                  label={t(name)}
                  required
                  withAsterisk={false}
                  maxLength={2000}
                  {...((field === 'url' || field === 'icon') && {
                    inputMode: 'url' as const,
                    spellCheck: false,
                  })}
                  value={button[field]}
                  error={wrong(`roomConfig[${at}].${field}`)}
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
                    onClick={() => set({ buttons: moved(buttons, at, by) })}
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
                  onClick={() => set({ buttons: buttons.filter((_, place) => place !== at) })}
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
              onClick={() => set({ buttons: [...buttons, BLANK] })}
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
          value={draft.extra}
          error={wrong('extra') ?? (line > 0 ? t('control.extra.wrong', { n: line }) : undefined)}
          onChange={({ currentTarget }) => set({ extra: currentTarget.value })}
        />
      </FieldGroup>
    </>
  );
}
