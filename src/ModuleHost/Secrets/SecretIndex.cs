// SPDX-License-Identifier: GPL-3.0-or-later
using System.Buffers;
using System.Runtime.InteropServices;

namespace ModuleHost.Secrets;

/// <summary>
/// Secrets in the order in which one look at a place of a text finds the longest that stands there: what it costs to search a text depends
/// on the text and not on how many or how long the secrets are. They are slices: the lines of a huge secret are not copied.
/// </summary>
internal sealed class SecretIndex
{
    private const int Beginning = Stars.LongEnoughForAWord; // four letters are 64 bits

    private readonly ReadOnlyMemory<char>[] _sorted;
    private readonly int[] _shorter;
    private readonly Dictionary<ulong, (int From, int To)> _beginnings = [];
    private readonly SearchValues<char> _firsts;

    public SecretIndex(IEnumerable<string> secrets, IEnumerable<ReadOnlyMemory<char>> lines)
    {
        _sorted = Sorted(
        [
            .. secrets.Select(secret => secret.AsMemory()).Concat(lines).SelectMany(SecretParts.Of).Where(part => part.Length >= Beginning),
        ]);
        _shorter = new int[_sorted.Length];
        for (var each = 0; each < _sorted.Length; each++)
        {
            var shorter = each - 1;
            while (shorter >= 0 && !_sorted[each].Span.StartsWith(_sorted[shorter].Span))
            {
                shorter = _shorter[shorter];
            }

            _shorter[each] = shorter;
            var beginning = BeginningOf(_sorted[each].Span);
            var from = _beginnings.TryGetValue(beginning, out var range) ? range.From : each;
            _beginnings[beginning] = (from, each + 1);
        }

        _firsts = SearchValues.Create([.. _sorted.Select(secret => secret.Span[0]).Distinct()]);
    }

    /// <summary>How many letters were compared so far: what searching costs, told without a clock.</summary>
    public long Looks { get; private set; }

    /// <summary>How many letters all that is searched for has.</summary>
    public long Letters => _sorted.Sum(secret => (long)secret.Length);

    /// <summary>The next place at which a secret may begin; null for none.</summary>
    public int? Next(string text, int from)
    {
        var next = text.AsSpan(from).IndexOfAny(_firsts);
        Looks += 1 + (next < 0 ? text.Length - from : next);
        return next < 0 || from + next > text.Length - Beginning ? null : from + next;
    }

    /// <summary>How long the secrets are that stand at a place, the longest first.</summary>
    public IEnumerable<int> At(string text, int at)
    {
        if (at > text.Length - Beginning || !_beginnings.TryGetValue(BeginningOf(text.AsSpan(at)), out var range))
        {
            yield break;
        }

        // The last one in the order that is not behind the text: what else stands here begins it, or is it.
        var (low, high) = range;
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = IsBehind(middle, text, at) ? (low, middle) : (middle + 1, high);
        }

        for (var each = low - 1; each >= range.From; each = _shorter[each])
        {
            if (Common(each, text, at) == _sorted[each].Length)
            {
                yield return _sorted[each].Length;
            }
        }
    }

    /// <summary>In order, each once.</summary>
    private static ReadOnlyMemory<char>[] Sorted(ReadOnlyMemory<char>[] secrets)
    {
        Array.Sort(secrets, (one, other) => one.Span.SequenceCompareTo(other.Span));
        var kept = 0;
        foreach (var secret in secrets)
        {
            if (kept == 0 || !secrets[kept - 1].Span.SequenceEqual(secret.Span))
            {
                secrets[kept++] = secret;
            }
        }

        return secrets[..kept];
    }

    private bool IsBehind(int each, string text, int at)
    {
        var common = Common(each, text, at);
        return common < _sorted[each].Length && (at + common == text.Length || _sorted[each].Span[common] > text[at + common]);
    }

    private int Common(int each, string text, int at)
    {
        var common = text.AsSpan(at).CommonPrefixLength(_sorted[each].Span);
        Looks += common + 1;
        return common;
    }

    private static ulong BeginningOf(ReadOnlySpan<char> text) => MemoryMarshal.Read<ulong>(MemoryMarshal.AsBytes(text[..Beginning]));
}
