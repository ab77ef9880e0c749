/** To the clipboard; where a page may not, the text is shown and selected. */
export async function copy(json: HTMLTextAreaElement): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(json.value);
    return true;
  } catch {
    json.closest("details")?.setAttribute("open", "");
    json.select();
    return false;
  }
}
