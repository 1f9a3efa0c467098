namespace Registry.Api.Tests.Fuzzing;

/// <summary>How chance decides.</summary>
internal static class RandomChoices
{
    extension(Random random)
    {
        public bool Chance(int percent) => random.Next(100) < percent;

        public T Pick<T>(IReadOnlyList<T> items) => items[random.Next(items.Count)];

        public string Digits(int count) => random.Text("0123456789", count);

        public string Text(string alphabet, int count) => string.Create(count, (random, alphabet), static (text, from) =>
        {
            for (var index = 0; index < text.Length; index++)
            {
                text[index] = from.alphabet[from.random.Next(from.alphabet.Length)];
            }
        });
    }
}
