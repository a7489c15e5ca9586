/** A whole number, or none. */
import { TextInput, type TextInputProps } from '@mantine/core';

interface Props extends Omit<TextInputProps, 'value' | 'onChange' | 'type'> {
  value: number | undefined;
  onChange: (value: number | undefined) => void;
}

export function Whole({ value, onChange, ...rest }: Props) {
  return (
    <TextInput
      inputMode="numeric"
      pattern="[0-9]*"
      autoComplete="off"
      maxLength={9}
      value={value === undefined ? '' : String(value)}
      onChange={({ currentTarget }) => {
        const digits = currentTarget.value.replace(/\D/g, '');
        onChange(digits === '' ? undefined : Number(digits));
      }}
      {...rest}
    />
  );
}
