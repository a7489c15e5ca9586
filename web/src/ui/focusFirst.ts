/** For the `ref` of what appears in the place of the button that was pressed. */
export function focusFirst(part: HTMLElement | null): void {
  part
    ?.querySelector<HTMLElement>('button, input:checked, input:not([type=radio]), select, textarea')
    ?.focus();
}
