// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text;
using System.Text.Json.Nodes;
using ModuleHost;
using Modules.Checks;
using Modules.Files;

namespace Modules.Ci.Automation;

/// <summary>kayobe-automation's script of settings: its list of vaulted files, its variables, and whether Tempest fits the cloud.</summary>
internal sealed class AutomationConfigModule : IModule
{
    private static readonly Argument<string?> Destination = Argument.Path("path") with { Required = true };
    private static readonly Argument<IReadOnlyList<string>?> Vaulted = Argument.TextList("vaulted_files");
    private static readonly Argument<JsonObject?> Variables = Argument.Mapping("variables");
    private static readonly Argument<long?> Hypervisors = Argument.Number("hypervisors") with { Minimum = 0 };
    private static readonly Argument<long> Servers = Argument.Number("servers_per_hypervisor", otherwise: 4) with { Minimum = 1 };
    private static readonly Argument<long?> FloatingIps = Argument.Number("floating_ips") with { Minimum = 0 };
    private static readonly Argument<IReadOnlyList<string>?> Suites = Argument.TextList("test_suites") with
    {
        Default = new JsonArray("default"),
    };

    private static readonly Argument<IReadOnlyList<string>?> Environments = Argument.TextList("environments");

    public string Name => "automation_config";

    public bool ShowsDifference => true;

    public ArgumentSpec Arguments { get; } =
        new([Destination, Vaulted, Variables, Hypervisors, Servers, FloatingIps, Suites, Environments]);

    public Task<ModuleResult> RunAsync(Invocation run, CancellationToken ct)
    {
        var path = run.Get(Destination)!;
        var before = Read(path);
        var variables = (run.Get(Variables) ?? []).ToDictionary(each => VariableName(each.Key), each => $"{each.Value}");
        var script = new AutomationScript(before ?? "");
        var after = script.With(run.Get(Vaulted) ?? [], variables);
        var changed = after != (before ?? "");
        if (changed && !run.CheckMode)
        {
            Write(path, after);
        }

        var tempest = new TempestChecks(Path.GetDirectoryName(path)!, new AutomationScript(after));
        Check[] checks =
        [
            .. run.Get(Vaulted) is null ? [] : Stale(script.Listed, run.Get(Vaulted)!),
            .. tempest.Look(
                run.Get(Hypervisors), run.Get(Servers), run.Get(FloatingIps), run.Get(Suites)!, run.Get(Environments) ?? []),
        ];
        return Task.FromResult(new ModuleResult(changed)
        {
            Values = new JsonObject
            {
                ["checks"] = new JsonArray([.. checks.Select(check => (JsonNode?)check.ToJson())]),
                ["ok"] = checks.All(check => check.State != CheckState.NotOk),
            },
            Difference = changed ? new Difference(before, after) : null,
        });
    }

    /// <summary>Files that people listed and that are vaulted no more: the difference of configurations fails on them.</summary>
    private static IEnumerable<Check> Stale(IReadOnlyList<string> listed, IReadOnlyList<string> vaulted)
    {
        var stale = listed.Except(vaulted).Except(Octavia).ToList();
        return [stale.Count == 0
            ? Check.Ok("vaulted files", "all that are listed are there")
            : Check.NotOk(
                "vaulted files", $"listed, and not vaulted: {string.Join(", ", stale)}", "Take them out of the list in config.sh.")];
    }

    /// <summary>kayobe-automation lists them itself, whether they are there or not.</summary>
    private static readonly string[] Octavia =
    [
        .. new[] { "", "environments/$KAYOBE_ENVIRONMENT/" }.SelectMany(place =>
            new[] { "server_ca.key.pem", "client.cert-and-key.pem", "client_ca.key.pem" }.Select(
                name => $"etc/kayobe/{place}kolla/config/octavia/{name}")),
    ];

    private static string VariableName(string name) => name.Length > 0 && !char.IsAsciiDigit(name[0]) && name.All(letter =>
        char.IsAsciiLetterOrDigit(letter) || letter == '_')
        ? name
        : throw new ModuleException($"Give variables that a shell knows, of letters, digits and _: '{name}' is none.");

    private static string? Read(string path)
    {
        try
        {
            return File.Exists(path) ? File.ReadAllText(path) : null;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new ModuleException($"Let '{path}' be read: {failure.Message}", failure);
        }
    }

    private static void Write(string path, string text)
    {
        try
        {
            WholeFile.Write(path, Encoding.UTF8.GetBytes(text), missing: WholeFile.OpenFolder);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new ModuleException($"Give a path that can be written: '{path}' cannot. {failure.Message}", failure);
        }
    }
}
