// SPDX-License-Identifier: GPL-3.0-or-later
using System.Globalization;
using System.Text.Json.Nodes;
using ModuleHost;
using Modules.Builder.Images;
using Modules.Checks;
using Modules.Commands;
using Modules.Containers.Engine;

namespace Modules.Builder.ImageContents;

/// <summary>Has a scanner look through images for known vulnerabilities, where one is installed.</summary>
/// <param name="commands">Runs it.</param>
internal sealed class ContainerImageScanModule(ICommands commands) : IModule
{
    private static readonly Argument<string?> Scanner = Argument.Text("scanner") with { Default = "trivy" };

    private static readonly Argument<IReadOnlyList<string>?> Severity =
        Argument.TextList("severity") with { Choices = TrivyReport.Severities, Default = new JsonArray("CRITICAL", "HIGH") };

    private static readonly Argument<bool> IgnoreUnfixed = Argument.Flag("ignore_unfixed", true);
    private static readonly Argument<bool> Strict = Argument.Flag("strict", false);

    public string Name => "container_image_scan";

    public ArgumentSpec Arguments { get; } = new([Scanner, Severity, IgnoreUnfixed, Strict, .. ImageArguments.All]);

    public async Task<ModuleResult> RunAsync(Invocation run, CancellationToken ct)
    {
        using var engine = await DockerEngine.ConnectAsync(EngineArguments.Address(run), ct);
        var images = (await ImageArguments.RequireAsync(run, engine, ct)).DistinctBy(image => image.Id).ToList();
        var scanner = run.Get(Scanner)!;
        if (commands.Find(scanner) is null)
        {
            var none = Check.Unknown("scanner", $"'{scanner}' is not installed", "Install it, or name its place with scanner.");
            return Result(run, [], [new("all", none)]);
        }

        var (found, checks) = (new List<JsonObject>(), new List<ScannedImage>());
        foreach (var (at, image) in images.Index())
        {
            run.UnderWay = $"scan {image.Name}, image {at + 1} of {images.Count}";
            var (vulnerabilities, check) = await ScanAsync(run, scanner, image.Name.ToString(), ct);
            found.AddRange(vulnerabilities);
            checks.Add(new(image.Name.ToString(), check));
        }

        run.UnderWay = null;
        return Result(run, found, checks);
    }

    private async Task<(IReadOnlyList<JsonObject> Found, Check Check)> ScanAsync(
        Invocation run, string scanner, string image, CancellationToken ct)
    {
        var severity = string.Join(',', run.Get(Severity) ?? []);
        List<string> words = ["image", "--quiet", "--scanners", "vuln", "--format", "json", "--severity", severity];
        if (run.Get(IgnoreUnfixed))
        {
            words.Add("--ignore-unfixed");
        }

        var command = new Command(scanner, [.. words, image])
        {
            Environment = new Dictionary<string, string> { ["DOCKER_HOST"] = run.Get(EngineArguments.DockerHost)! },
        };
        var answer = await commands.RunAsync(command, ct);
        if (answer.ExitCode != 0 || TrivyReport.Read(answer.Output) is not { } found)
        {
            var seen = $"{scanner} ended with {answer.ExitCode}: {answer.LastLine.TrimEnd('.')}";
            return ([], Check.Unknown("vulnerabilities", seen, $"Run '{command}' to see more."));
        }

        foreach (var each in found)
        {
            each["image"] = image;
        }

        return found.Count == 0
            ? ([], Check.Ok("vulnerabilities", "none is known"))
            : (found, Check.NotOk("vulnerabilities", Counted(found), "Build it again with newer packages."));
    }

    private static ModuleResult Result(Invocation run, List<JsonObject> found, List<ScannedImage> checks)
    {
        var values = new JsonObject
        {
            ["vulnerabilities"] = new JsonArray([.. found.Select(each => (JsonNode?)each)]),
            ["checks"] = new JsonArray([.. checks.Select(each => (JsonNode?)each.ToJson())]),
        };
        var told = string.Join(' ', checks
            .GroupBy(each => each.Check.State)
            .OrderByDescending(state => state.Key == CheckState.NotOk)
            .Select(state => $"{Number(state)}: {state.First().Check}"));
        if (run.Get(Strict) && checks.Exists(each => each.Check.State != CheckState.Ok))
        {
            throw new ModuleException(told) { Details = values };
        }

        values["msg"] = told;
        return new(false) { Values = values };
    }

    private static string Number(IGrouping<CheckState, ScannedImage> state) => state.Count() == 1
        ? state.First().Image
        : string.Create(CultureInfo.InvariantCulture, $"{state.Count()} images, {state.First().Image} among them");

    private static string Counted(IReadOnlyList<JsonObject> found) => string.Join(", ", found
        .GroupBy(each => (string?)each["severity"])
        .Select(severity => string.Create(CultureInfo.InvariantCulture, $"{severity.Count()} {severity.Key?.ToLowerInvariant()}")));
}

/// <summary>What a scanner says of an image.</summary>
/// <param name="Image">The image; "all" where none was looked at.</param>
/// <param name="Check">Whether it is free of vulnerabilities.</param>
internal sealed record ScannedImage(string Image, Check Check)
{
    /// <summary>For a result.</summary>
    public JsonObject ToJson()
    {
        var told = Check.ToJson();
        told["image"] = Image;
        return told;
    }
}
