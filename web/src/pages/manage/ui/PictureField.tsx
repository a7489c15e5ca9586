/** A picture of a room or a screen: kept by this server, or somewhere else by its address. */
import { Button, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useId, useRef } from 'react';
import { shownPicture, uploadPicture } from '@/api/manage';
import { Problem } from '@/api/problem';
import { useSpeech } from '@/i18n';
import { useMe } from '@/shell/session';
import { inWords } from '@/ui/inWords';
import styles from './PictureField.module.css';

interface Props {
  label: string;
  value: string;
  onChange: (address: string) => void;
  error?: string | undefined;
}

export function PictureField({ label, value, onChange, error }: Props) {
  const { t, format } = useSpeech();
  const me = useMe();
  const file = useRef<HTMLInputElement>(null);
  const id = useId();
  const uploading = useMutation({
    mutationFn: async (chosen: File) => {
      const { url } = await uploadPicture(me, chosen);
      onChange(url);
    },
  });
  const shown = shownPicture(value);
  const refused = uploading.error
    ? uploading.error instanceof Problem
      ? inWords(uploading.error, t, format)
      : t('manage.picture.unreadable')
    : undefined;
  return (
    <div className={styles.field} data-wide>
      <div className={styles.frame} data-empty={shown === undefined || undefined}>
        {shown ? (
          <img src={shown} alt={t('manage.picture.now', { label })} />
        ) : (
          <span className="soft small">
            {value === '' ? t('manage.picture.none') : t('manage.picture.elsewhere')}
          </span>
        )}
      </div>
      <div className={styles.ways}>
        <div className="row">
          <input
            ref={file}
            id={id}
            className="hidden"
            type="file"
            tabIndex={-1}
            aria-label={`${label}: ${t('manage.picture.choose')}`}
            accept="image/png,image/jpeg,image/webp"
            onChange={({ currentTarget }) => {
              const chosen = currentTarget.files?.[0];
              currentTarget.value = '';
              if (chosen) uploading.mutate(chosen);
            }}
          />
          <Button
            variant="default"
            loading={uploading.isPending}
            onClick={() => file.current?.click()}
          >
            {t('manage.picture.choose')}
          </Button>
          {value !== '' && (
            <Button variant="subtle" onClick={() => onChange('')}>
              {t('manage.picture.remove')}
            </Button>
          )}
        </div>
        <TextInput
          label={label}
          description={t('manage.picture.hint')}
          placeholder="https://"
          inputMode="url"
          maxLength={2000}
          value={value}
          error={refused ?? error}
          onChange={({ currentTarget }) => onChange(currentTarget.value)}
        />
      </div>
    </div>
  );
}
