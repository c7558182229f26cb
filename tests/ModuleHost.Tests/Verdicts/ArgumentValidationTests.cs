using System.Diagnostics;
using System.Text.Json.Nodes;
using ModuleHost.Tests.Infra;

namespace ModuleHost.Tests.Verdicts;

/// <summary>Ansible validates arguments for modules in Python only; ours must say what it would have said.</summary>
[Collection("environment")]
public sealed class ArgumentValidationTests : IDisposable
{
    private readonly Dictionary<string, string?> _before = [];

    public ArgumentValidationTests()
    {
        foreach (var (name, value) in Recorded.Head["environment"]!.AsObject())
        {
            _before[name] = Environment.GetEnvironmentVariable(name);
            Environment.SetEnvironmentVariable(name, value!.GetValue<string>());
        }
    }

    public static TheoryData<string> Abouts => [.. Recorded.Cases.Select(About).Distinct()];

    [Theory]
    [MemberData(nameof(Abouts))]
    public void Says_what_Ansible_says(string about)
    {
        var cases = Recorded.Cases.Where(recorded => About(recorded) == about).ToList();
        var otherwise = cases.Where(recorded => !Recorded.Differences.ContainsKey(Recorded.Key(recorded)))
            .Select(recorded => (Recorded: recorded, Ours: Verdict.Of(recorded)))
            .Where(pair => !Verdict.Same(pair.Recorded["verdict"]!.AsObject(), pair.Ours))
            .Select(pair => $"{pair.Recorded["spec"]!.ToJsonString()}\n  given  {pair.Recorded["given"]!.ToJsonString()}"
                + $"\n  theirs {pair.Recorded["verdict"]!.ToJsonString()}\n  ours   {pair.Ours.ToJsonString()}").ToList();
        Assert.True(otherwise.Count == 0, string.Join('\n', otherwise));
    }

    [Fact]
    public void Says_otherwise_only_where_that_is_written_down()
    {
        var documented = File.ReadAllText(Path.Combine(Repository.Root, "docs", "differences.md"));
        foreach (var (key, difference) in Recorded.Differences)
        {
            var recorded = Recorded.Cases.Single(recorded => Recorded.Key(recorded) == key);
            var ours = Verdict.Of(recorded);
            Assert.True(Verdict.Same(difference["ours"]!.AsObject(), ours), $"{key}: {ours.ToJsonString()}");
            Assert.False(Verdict.Same(recorded["verdict"]!.AsObject(), ours), $"{key} is no difference any more");
            Assert.Contains($"`{difference["because"]!.GetValue<string>()}`", documented, StringComparison.Ordinal);
        }
    }

    /// <summary>Where the very Ansible is installed that the record was made with, it must still say the same.</summary>
    [Fact]
    public async Task The_record_is_current()
    {
        const string Python = "/usr/bin/python3";
        var recorded = await File.ReadAllTextAsync(Path.Combine(Recorded.Folder, "verdicts.jsonl"));
        Assert.True(Recorded.Cases.Count > 1000);
        if (!File.Exists(Python))
        {
            return;
        }

        using var script = Process.Start(new ProcessStartInfo(Python, ["-B", Path.Combine(Recorded.Folder, "ansible_verdicts.py")])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var complaints = script.StandardError.ReadToEndAsync();
        var now = await script.StandardOutput.ReadToEndAsync();
        await script.WaitForExitAsync();
        if ((await complaints).Contains("No module named 'ansible'", StringComparison.Ordinal))
        {
            return;
        }

        Assert.Equal(0, script.ExitCode);
        var head = JsonNode.Parse(now.Split('\n')[0])!;
        if (JsonNode.DeepEquals(head, Recorded.Head))
        {
            Assert.True(recorded == now, "Run ansible_verdicts.py > verdicts.jsonl.");
        }
    }

    public void Dispose()
    {
        foreach (var (name, value) in _before)
        {
            Environment.SetEnvironmentVariable(name, value);
        }
    }

    private static string About(JsonObject recorded) => recorded["spec"]!["options"]!["it"] is { } option
        ? recorded["about"]!.GetValue<string>() + ": " + string.Join(" of ", option.AsObject().Select(pair => pair.Value!.GetValue<string>()))
        : recorded["about"]!.GetValue<string>();
}
