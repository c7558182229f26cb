namespace ModuleHost.Secrets;

/// <summary>Stars instead of a secret within a longer text.</summary>
internal static class Stars
{
    /// <summary>A secret that is looked for anywhere.</summary>
    public const int LongEnough = 8;

    /// <summary>A secret that is looked for between word boundaries.</summary>
    public const int LongEnoughForAWord = 4;

    private const string Eight = "********";

    public static string Out(string text, string secret, IReadOnlySet<string> vocabulary)
    {
        var from = 0;
        while (text.IndexOf(secret, from, StringComparison.Ordinal) is var at && at >= 0)
        {
            var (start, end) = WordAround(text, at, at + secret.Length);
            var standsAlone = start == at && end == at + secret.Length;
            if (vocabulary.Contains(text[start..end]) || (secret.Length < LongEnough && !standsAlone))
            {
                from = at + 1;
            }
            else
            {
                text = text[..at] + Eight + text[(at + secret.Length)..];
                from = at + Eight.Length;
            }
        }

        return text;
    }

    private static (int Start, int End) WordAround(string text, int start, int end)
    {
        while (start > 0 && IsWord(text[start - 1]))
        {
            start--;
        }

        while (end < text.Length && IsWord(text[end]))
        {
            end++;
        }

        return (start, end);
    }

    private static bool IsWord(char letter) => char.IsLetterOrDigit(letter) || letter == '_';
}
