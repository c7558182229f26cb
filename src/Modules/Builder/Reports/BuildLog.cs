// SPDX-License-Identifier: GPL-3.0-or-later
using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Modules.Builder.Reports;

/// <summary>
/// Reads what kolla-build logs: lines <c>LEVEL:logger:words</c>, where the logger ends in the image's name, and a summary with a heading
/// for each kind of ending. Of a build that was stopped there is no summary, and the lines of each image tell.
/// </summary>
internal sealed partial class BuildLog
{
    private static readonly Dictionary<string, BuildState> Headings = new()
    {
        ["Successfully built images"] = BuildState.Built,
        ["Images that failed to build"] = BuildState.Failed,
        ["Images skipped due to build options"] = BuildState.Skipped,
        ["Images not buildable due to build options"] = BuildState.Unbuildable,
    };

    private static readonly Dictionary<string, BuildState> Kinds = new()
    {
        ["built"] = BuildState.Built,
        ["failed"] = BuildState.Failed,
        ["skipped"] = BuildState.Skipped,
        ["unbuildable"] = BuildState.Unbuildable,
    };

    private const char Escape = '\x1b';

    private readonly Dictionary<string, ImageBuild> _images = [];

    /// <summary>In the order in which the log names them: the first that failed is the one to look at.</summary>
    private readonly List<string> _failures = [];

    private BuildState? _heading;
    private string? _erring;

    /// <summary>Whether the summary was seen: kolla-build came to its end.</summary>
    public bool IsComplete { get; private set; }

    /// <summary>Every image that the log names, but those that were not asked for.</summary>
    public IReadOnlyCollection<ImageBuild> Images => _images.Values;

    /// <summary>The first image whose own build failed, one that may fail last; null for none.</summary>
    public ImageBuild? FirstFailure => _failures.Select(name => _images[name])
        .Where(image => image.State == BuildState.Failed && image.Status != "parent_error")
        .OrderBy(image => image.AllowedToFail)
        .FirstOrDefault();

    /// <summary>Reads a line, without its end.</summary>
    public void Read(string line)
    {
        line = line.Contains(Escape, StringComparison.Ordinal) ? Colours().Replace(line, "") : line;
        if (Line().Match(line) is not { Success: true } match)
        {
            // Behind a line of an error stands the rest of a trace.
            if (_erring is { } image && line.Length > 0)
            {
                _images[image] = _images[image].Because(line);
            }

            return;
        }

        _erring = null;
        var words = match.Groups["words"].Value;
        if (match.Groups["image"] is { Success: true, Value: var name })
        {
            OfImage(match.Groups["level"].Value, name, words);
        }
        else
        {
            OfSummary(words);
        }
    }

    /// <summary>Whether an object in JSON says what became of images.</summary>
    public static bool IsSummary(JsonObject found) => found.Any(each => Kinds.ContainsKey(each.Key) && each.Value is JsonArray);

    /// <summary>Takes over what kolla-build wrote as its summary in JSON, which has the last word.</summary>
    public void Read(JsonObject summary)
    {
        IsComplete = true;
        foreach (var (kind, images) in summary)
        {
            if (Kinds.TryGetValue(kind, out var state) && images is JsonArray all)
            {
                foreach (var image in all.OfType<JsonObject>())
                {
                    if (image["name"] is JsonValue name)
                    {
                        Summed(name.ToString(), state, (image["status"] as JsonValue)?.ToString());
                    }
                }
            }
        }
    }

    private void OfImage(string level, string name, string words)
    {
        _heading = null;
        var image = _images.GetValueOrDefault(name) ?? new ImageBuild(name);
        if (Built().Match(words) is { Success: true } built)
        {
            image = image with { State = BuildState.Built, Seconds = Seconds(built.Groups["took"].Value) };
        }
        else if (level is "ERROR" or "CRITICAL")
        {
            image = Fail(words.StartsWith("Error'd with", StringComparison.Ordinal) ? image : image.Because(words));
            _erring = name;
        }
        else if (words.StartsWith("Building started", StringComparison.Ordinal))
        {
            // A log that is added to holds several builds, of which the last one counts.
            (image, IsComplete) = (new ImageBuild(name), false);
        }
        else if (!_images.ContainsKey(name))
        {
            return;
        }

        _images[name] = image;
    }

    private void OfSummary(string words)
    {
        if (Headings.TryGetValue(words, out var heading))
        {
            (_heading, IsComplete) = (heading, true);
        }
        else if (words.Length > 0 && words.All(letter => letter == '='))
        {
            // The rule below a heading belongs to it, the one above to nobody.
        }
        else if (words.StartsWith("Images not matched", StringComparison.Ordinal) || _heading is null)
        {
            _heading = null;
        }
        else
        {
            Summed(words, _heading.Value);
        }
    }

    private void Summed(string words, BuildState state)
    {
        if (FailedWith().Match(words) is { Success: true } failed)
        {
            Summed(failed.Groups["name"].Value, state, failed.Groups["status"].Value, failed.Groups["allowed"].Success);
        }
        else
        {
            Summed(words, state, null);
        }
    }

    private void Summed(string name, BuildState state, string? status, bool allowed = false)
    {
        var image = (_images.GetValueOrDefault(name) ?? new ImageBuild(name)) with { State = state };
        _images[name] = status is null
            ? image
            : Fail(image) with { Status = status, AllowedToFail = allowed || image.AllowedToFail };
    }

    private ImageBuild Fail(ImageBuild image)
    {
        if (!_failures.Contains(image.Name))
        {
            _failures.Add(image.Name);
        }

        return image with { State = BuildState.Failed, Status = image.Status ?? "error" };
    }

    /// <summary>As Python prints a duration: <c>1 day, 0:01:02.345678</c>.</summary>
    private static double? Seconds(string took)
    {
        var days = 0;
        var isKnown = took.Split(" day", 2) is not [var number, _] || int.TryParse(number, CultureInfo.InvariantCulture, out days);
        return isKnown && TimeSpan.TryParse(took[(took.LastIndexOf(' ') + 1)..], CultureInfo.InvariantCulture, out var rest)
            ? Math.Round(days * TimeSpan.FromDays(1).TotalSeconds + rest.TotalSeconds, 1)
            : null;
    }

    [GeneratedRegex(@"\x1b\[[0-9;?]*[ -/]*[@-~]")]
    private static partial Regex Colours();

    [GeneratedRegex(@"^(?<level>DEBUG|INFO|WARNING|ERROR|CRITICAL):kolla\.[\w.]*?utils(?:\.(?<image>[^:]+))?:(?<words>.*)\z")]
    private static partial Regex Line();

    [GeneratedRegex(@"^Built at .* \(took (?<took>[^)]*)\)\z")]
    private static partial Regex Built();

    [GeneratedRegex(@"^(?<name>\S+) Failed with status: (?<status>\w+)(?<allowed> \(allowed to fail\))?\z")]
    private static partial Regex FailedWith();
}
