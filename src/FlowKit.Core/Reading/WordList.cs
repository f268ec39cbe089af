namespace FlowKit.Reading;

/// <summary>The words a field may hold and what they mean.</summary>
internal sealed class WordList<T>(bool ignoreCase, params (string Word, T Meaning)[] words)
    where T : struct
{
    public IReadOnlyList<string> Words { get; } = Array.ConvertAll(words, one => one.Word);

    public T? Find(string word)
    {
        foreach (var (known, meaning) in words)
        {
            if (string.Equals(known, word, ignoreCase ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal))
            {
                return meaning;
            }
        }

        return null;
    }

    /// <summary>The word that means this.</summary>
    public string WordOf(T meaning) => Array.Find(words, one => EqualityComparer<T>.Default.Equals(one.Meaning, meaning)).Word;
}
