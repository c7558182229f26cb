// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text;
using System.Text.Json.Nodes;
using ModuleHost;

namespace Modules.Builder.Tags;

/// <summary>The text of <c>kolla-image-tags.yml</c> and the tags in it. Everything but the tags stays as it is, to the byte: the file is
/// under version control, and people read its changes.</summary>
/// <param name="Path">Its path, for messages.</param>
/// <param name="Text">The whole file.</param>
/// <param name="Values">What it says.</param>
/// <param name="Services">Each service with the place where it stands.</param>
internal sealed record ImageTagsFile(string Path, string Text, JsonObject Values, IReadOnlyList<TaggedService> Services)
{
    /// <summary>The key under which kayobe looks.</summary>
    public const string Variable = "kolla_image_tags";

    /// <summary>Every distribution the file names, in its order.</summary>
    public IReadOnlyList<string> Distributions =>
        [.. Tags.SelectMany(service => service.Value as JsonObject ?? []).Select(row => row.Key).Distinct()];

    private JsonObject Tags => (JsonObject)Values[Variable]!;

    /// <summary>The text with the tag in some of its lines.</summary>
    /// <param name="tag">The new tag.</param>
    /// <param name="services">Whose; empty for those that are there.</param>
    /// <param name="distributions">Of which distributions.</param>
    /// <exception cref="ModuleException">The tags cannot be changed alone as they are written.</exception>
    public string With(string tag, IReadOnlyCollection<string> services, IReadOnlyCollection<string> distributions)
    {
        var edits = Services.SelectMany(service => service.Rows)
            .Where(row => row.Repeats is { } repeated && !IsConcerned(row) && IsConcerned(repeated) && repeated.Tag != tag)
            .Select(row => (row.Place.Start, row.Place.End, ImageTag.InYaml(row.Tag))).ToList();
        foreach (var service in Services.Where(service => services.Count == 0 || services.Contains(service.Name)))
        {
            edits.AddRange(service.Rows.Where(row => distributions.Contains(row.Distribution) && row.Tag != tag)
                .Select(row => (row.Place.Start, row.Place.End, row.Place.Written(tag))));
            if (services.Count > 0 && service.Rows.Count > 0)
            {
                edits.AddRange(service.Without(distributions)
                    .Select(missing => Line(service.End, service.RowIndent, $"{missing}: {ImageTag.InYaml(tag)}")));
            }
        }

        // A service without lines of its own does not show how far lines stand from the left.
        if (Services.LastOrDefault(service => service.Rows.Count > 0) is { } last)
        {
            foreach (var missing in services.Except(Services.Select(service => service.Name)))
            {
                edits.Add(Line(last.End, last.Indent, $"{missing}:"));
                edits.AddRange(distributions.Select(distribution =>
                    Line(last.End, last.RowIndent, $"{distribution}: {ImageTag.InYaml(tag)}")));
            }
        }

        return Checked(Edited(edits), tag, services, distributions);

        bool IsConcerned(TagRow row) =>
            (services.Count == 0 || services.Contains(row.Service)) && distributions.Contains(row.Distribution);
    }

    private string Checked(string edited, string tag, IReadOnlyCollection<string> services, IReadOnlyCollection<string> distributions)
    {
        var expected = Values.DeepClone().AsObject();
        var tags = expected[Variable]!.AsObject();
        foreach (var service in services.Except(tags.Select(each => each.Key)))
        {
            tags[service] = new JsonObject();
        }

        foreach (var rows in tags
            .Where(each => services.Count == 0 || services.Contains(each.Key)).Select(each => each.Value as JsonObject))
        {
            foreach (var distribution in distributions.Where(name => services.Count > 0 || rows?.ContainsKey(name) == true))
            {
                rows?[distribution] = tag;
            }
        }

        return TagEdit.Mistake(Path, edited, expected, Variable, tag) is { } mistake
            ? throw new ModuleException(
                $"Write {mistake} out in {Path}, each tag on a line of its own below its service: as it stands there, with anchors, merge "
                    + "keys, braces or twice, it cannot be changed alone. Nothing was changed.")
            : edited;
    }

    /// <summary>For a result: service, distribution, tag.</summary>
    public JsonObject AsJson() => Tags.DeepClone().AsObject();

    private (int Start, int End, string Written) Line(int after, int indent, string words) =>
        (after, after, $"{LineEnds.At(Text, after)}{new string(' ', indent)}{words}");

    /// <summary>Edits of one place stay in the order in which they were made.</summary>
    private string Edited(IEnumerable<(int Start, int End, string Written)> edits)
    {
        var text = new StringBuilder();
        var at = 0;
        foreach (var (start, end, written) in edits.OrderBy(edit => edit.Start))
        {
            text.Append(Text, at, start - at).Append(written);
            at = end;
        }

        return text.Append(Text, at, Text.Length - at).ToString();
    }
}

/// <summary>A service of the file.</summary>
/// <param name="Name">The prefix of its variable.</param>
/// <param name="Rows">Its tags, one a distribution.</param>
/// <param name="Indent">How far its name stands from the left.</param>
/// <param name="RowIndent">How far its distributions do.</param>
/// <param name="End">The end of its last line, before the line's end.</param>
internal sealed record TaggedService(string Name, IReadOnlyList<TagRow> Rows, int Indent, int RowIndent, int End)
{
    /// <summary>Those of the distributions that it has no line for.</summary>
    public IEnumerable<string> Without(IReadOnlyCollection<string> distributions) =>
        distributions.Except(Rows.Select(row => row.Distribution));
}
