/** Does something for every item, at most `atOnce` of them at a time. Answers in the order of the items. */
export async function inParallel<Item, Answer>(
  atOnce: number,
  items: readonly Item[],
  act: (item: Item) => Promise<Answer>,
): Promise<readonly Answer[]> {
  const answers: Answer[] = [];
  const left = items.entries();
  const lane = async (): Promise<void> => {
    for (const [place, item] of left) answers[place] = await act(item);
  };
  await Promise.all(Array.from({ length: atOnce }, lane));
  return answers;
}
