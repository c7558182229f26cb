// SPDX-License-Identifier: GPL-3.0-or-later
namespace Sandbox.Versions;

/// <summary>Epoch, version, release of an rpm, ordered as rpm orders them.</summary>
internal sealed record Evr(string Epoch, string Version, string Release) : IComparable<Evr>
{
    public static Evr Of(ContentUnit package) => new(Text(package, "epoch"), Text(package, "version"), Text(package, "release"));

    public int CompareTo(Evr? other) =>
        other is null ? 1
        : Compare(Epoch, other.Epoch) is var epoch and not 0 ? epoch
        : Compare(Version, other.Version) is var version and not 0 ? version
        : Compare(Release, other.Release);

    /// <summary>rpmvercmp: runs of digits and of letters; digits beat letters, ~ sorts before everything, ^ after the end.</summary>
    internal static int Compare(string left, string right)
    {
        var (l, r) = (0, 0);
        while (l < left.Length || r < right.Length)
        {
            l = SkipSeparators(left, l);
            r = SkipSeparators(right, r);
            if (Mark(left, l, '~') || Mark(right, r, '~'))
            {
                if (Mark(left, l, '~') && Mark(right, r, '~'))
                {
                    l++;
                    r++;
                    continue;
                }

                return Mark(left, l, '~') ? -1 : 1;
            }

            if (Mark(left, l, '^') || Mark(right, r, '^'))
            {
                if (Mark(left, l, '^') && Mark(right, r, '^'))
                {
                    l++;
                    r++;
                    continue;
                }

                return Mark(left, l, '^') ? (r == right.Length ? 1 : -1) : (l == left.Length ? -1 : 1);
            }

            if (l == left.Length || r == right.Length)
            {
                break;
            }

            var digits = char.IsAsciiDigit(left[l]);
            var one = Run(left, ref l, digits);
            var two = Run(right, ref r, digits);
            if (two.Length == 0)
            {
                return digits ? 1 : -1;
            }

            var order = digits ? Numeric(one, two) : string.CompareOrdinal(one, two);
            if (order != 0)
            {
                return Math.Sign(order);
            }
        }

        return (left.Length - l).CompareTo(right.Length - r);
    }

    private static string Text(ContentUnit package, string name) => package.Fields[name]?.GetValue<string>() ?? "0";

    private static bool Mark(string text, int at, char mark) => at < text.Length && text[at] == mark;

    private static int SkipSeparators(string text, int at)
    {
        while (at < text.Length && !char.IsAsciiLetterOrDigit(text[at]) && text[at] is not ('~' or '^'))
        {
            at++;
        }

        return at;
    }

    private static string Run(string text, ref int at, bool digits)
    {
        var start = at;
        while (at < text.Length && (digits ? char.IsAsciiDigit(text[at]) : char.IsAsciiLetter(text[at])))
        {
            at++;
        }

        return text[start..at];
    }

    private static int Numeric(string one, string two)
    {
        var (a, b) = (one.TrimStart('0'), two.TrimStart('0'));

        return a.Length != b.Length ? a.Length - b.Length : string.CompareOrdinal(a, b);
    }
}
