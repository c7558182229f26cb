// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ModuleHost;
using Modules.Builder.Images;
using Modules.Containers.Engine;

namespace Modules.Builder.Tags;

/// <summary>The tag of the images that were built, written where kayobe deploys from.</summary>
internal sealed partial class KollaImageTagModule : IModule
{
    private static readonly Argument<string> ImageTagsFile = Argument.RequiredText("image_tags_file") with
    {
        Type = ArgumentType.Path,
        Aliases = ["images_tags_file"],
    };

    private static readonly Argument<string?> Tag = Argument.Text("tag");
    private static readonly Argument<string?> KollaBuildConf = Argument.Path("kolla_build_conf") with
    {
        Default = "/opt/kayobe/etc/kolla/kolla-build.conf",
    };

    private static readonly Argument<IReadOnlyList<string>?> Reference = ImageArguments.Reference;
    private static readonly Argument<IReadOnlyList<string>?> Services = Argument.TextList("services");
    private static readonly Argument<IReadOnlyList<string>?> Distributions = Argument.TextList("distributions");
    private static readonly Argument<string?> TagFile = Argument.Path("kolla_tag_file");
    private static readonly Argument<string?> KollaYml = Argument.Path("kolla_yml");
    private static readonly Argument<string?> State = Argument.Choice("state", "present");

    public string Name => "kolla_image_tag";

    public bool ShowsDifference => true;

    public ArgumentSpec Arguments { get; } =
        new([ImageTagsFile, Tag, KollaBuildConf, Reference, Services, Distributions, TagFile, KollaYml, State, .. EngineArguments.All]);

    public async Task<ModuleResult> RunAsync(Invocation run, CancellationToken ct)
    {
        var file = KeptText.Read(run.Get(ImageTagsFile));
        var tags = ImageTagsReader.Read(file.Path, file.Text);
        if (run.Get(State) is null)
        {
            return Result(null, [], tags, []);
        }

        RequireKeys(run, Services);
        RequireKeys(run, Distributions);
        var tag = await WantedAsync(run, ct);
        var distributions = Concerned(run, tags, tag);
        var after = Written(run, file, tags, tag, distributions).ToList();
        var changed = after.Where(text => text.IsChanged).ToList();
        changed.ForEach(text => text.RequirePlace());
        var written = ImageTagsReader.Read(file.Path, after[0].Text); // before it is: what it says has to be tags
        if (!run.CheckMode)
        {
            KeptText.WriteAll(changed);
        }

        return Result(tag, distributions, written, changed);
    }

    private static ModuleResult Result(
        string? tag, IReadOnlyList<string> distributions, ImageTagsFile tags, List<KeptText> changed) => new(changed.Count > 0)
        {
            Values = new JsonObject
            {
                ["tag"] = tag,
                ["distributions"] = new JsonArray([.. distributions.Select(name => (JsonNode?)name)]),
                ["image_tags"] = tags.AsJson(),
                ["files"] = new JsonArray([.. changed.Select(text => (JsonNode?)text.Path)]),
            },
            Differences = [.. changed.Select(text => new Difference(text.Before, text.Text) { Of = text.Path })],
        };

    /// <summary>They become keys of the file.</summary>
    private static void RequireKeys(Invocation run, Argument<IReadOnlyList<string>?> argument)
    {
        if (run.Get(argument)?.FirstOrDefault(name => !Key().IsMatch(name)) is { } odd)
        {
            throw new ModuleException(
                $"Give {argument.Name} as letters, digits, '.', '_' and '-', such as {Example(argument)}: '{odd}' is not.");
        }
    }

    private static string Example(Argument argument) => argument == Services ? "nova" : "rocky-9";

    [GeneratedRegex(@"^[A-Za-z0-9][A-Za-z0-9._-]*\z")]
    private static partial Regex Key();

    private static async Task<string> WantedAsync(Invocation run, CancellationToken ct)
    {
        var configuration = run.Get(KollaBuildConf) is { Length: > 0 } path ? path : (string)KollaBuildConf.Default!;
        var (tag, from) = run.Get(Tag) is { } given ? (given, "tag")
            : run.Get(Reference) is { Count: > 0 } ? (await NewestAsync(run, ct), "the engine")
            : (KollaBuildConfiguration.Tag(configuration), configuration);
        return ImageTag.IsOne(tag)
            ? tag
            : throw new ModuleException($"Give a tag of letters, digits, '.', '_' and '-', at most 128 of them: {from} says '{tag}'.");
    }

    /// <summary>The tag of the image that was built last.</summary>
    private static async Task<string> NewestAsync(Invocation run, CancellationToken ct)
    {
        using var engine = await DockerEngine.ConnectAsync(EngineArguments.Address(run), ct);
        return (await ImageArguments.RequireAsync(run, engine, ct)).MaxBy(image => image.Created)!.Name.Tag;
    }

    /// <summary>A tag that names a distribution is of no use to another one.</summary>
    private static IReadOnlyList<string> Concerned(Invocation run, ImageTagsFile tags, string tag)
    {
        if (run.Get(Distributions) is { Count: > 0 } asked)
        {
            return asked;
        }

        var named = tags.Distributions.Where(name => Names(tag, name)).ToList();
        return named.Count > 0 || tags.Distributions.Count == 1
            ? [.. named.Count > 0 ? named : tags.Distributions]
            : throw new ModuleException($"Say with distributions which lines the tag '{tag}' is for: it names none of those in "
                + $"{run.Get(ImageTagsFile)} ({string.Join(", ", tags.Distributions)}).");
    }

    /// <summary>As a word: a tag of <c>rocky-10</c> does not name <c>rocky-1</c>.</summary>
    private static bool Names(string tag, string distribution)
    {
        var starts = Enumerable.Range(0, tag.Length).Where(at => tag.AsSpan(at).StartsWith(distribution, StringComparison.Ordinal));
        return starts.Any(at => IsBorder(at - 1) && IsBorder(at + distribution.Length));

        bool IsBorder(int at) => at < 0 || at >= tag.Length || !char.IsAsciiLetterOrDigit(tag[at]);
    }

    private static IEnumerable<KeptText> Written(
        Invocation run, KeptText file, ImageTagsFile tags, string tag, IReadOnlyList<string> distributions)
    {
        yield return file with { Text = tags.With(tag, run.Get(Services) ?? [], distributions) };
        if (run.Get(TagFile) is { Length: > 0 } tagFile)
        {
            yield return KeptText.ReadOrNone(tagFile) with { Text = tag + "\n" };
        }

        if (run.Get(KollaYml) is { Length: > 0 } kollaYml)
        {
            var text = KeptText.Read(kollaYml);
            yield return text with { Text = ReleaseTag.Written(kollaYml, text.Text, tag) };
        }
    }
}
