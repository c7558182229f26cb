// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json;
using System.Text.Json.Nodes;
using ModuleHost;
using Modules.Commands;

namespace Modules.Ci.OpenBao.Keys;

/// <summary>
/// A module run once more in a process and a session of its own, which outlives whoever ends this one: Ansible kills the whole group of
/// processes of a task that takes too long, and what a server tells once must be taken all the same.
/// </summary>
/// <param name="commands">Programs of the host.</param>
internal sealed class OwnProcess(ICommands commands)
{
    private const string Mark = "KAYOBE_MODULES_OWN_PROCESS";
    private const string Session = "setsid";
    private const string Last = "-1000";

    /// <summary>Whether this is that process.</summary>
    public static bool IsThis => Environment.GetEnvironmentVariable(Mark) is { Length: > 0 };

    /// <summary>When memory is short the kernel ends other processes before this one; for root, who alone may ask for that.</summary>
    public static void Spare()
    {
        try
        {
            File.WriteAllText("/proc/self/oom_score_adj", Last);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // It is as much at risk as any other.
        }
    }

    /// <summary>Runs it with the arguments of a call, and answers as it did.</summary>
    /// <exception cref="ModuleException">It failed.</exception>
    public async Task<ModuleResult> RunAsync(string module, Invocation run, CancellationToken ct)
    {
        List<string> program = [.. Self(), module, "-"];
        if (commands.Find(Session) is { } session)
        {
            program.Insert(0, session);
        }

        var command = new Command(program[0], program[1..])
        {
            Folder = Environment.CurrentDirectory,
            Environment = new Dictionary<string, string> { [Mark] = "1" },
            Input = run.Values.Given.ToJsonString(),
        };
        var answer = await commands.RunAsync(command, ct);
        var told = Parsed(answer.Output)
            ?? throw new ModuleException($"See whether memory was short: the process of {module} ended without an answer, with "
                + $"{answer.ExitCode}: {answer.LastLine}");
        foreach (var warning in (told["warnings"] as JsonArray ?? []).OfType<JsonNode>())
        {
            _ = run.Warnings.Add(warning.ToString());
        }

        return (bool?)told["failed"] == true
            ? throw new ModuleException((string?)told["msg"] ?? answer.LastLine)
            : new ModuleResult((bool?)told["changed"] == true)
            {
                Values = new JsonObject(told.Where(pair => pair.Key is not ("changed" or "warnings" or "invocation" or "diff"))
                    .Select(pair => KeyValuePair.Create(pair.Key, pair.Value?.DeepClone()))),
            };
    }

    /// <summary>This program: what is published is one file, what was just built is run by <c>dotnet</c>.</summary>
    private static IEnumerable<string> Self() => Path.GetFileName(Environment.ProcessPath) == "dotnet"
        ? [Environment.ProcessPath!, Path.Combine(AppContext.BaseDirectory, "kayobe-modules.dll")]
        : [Environment.ProcessPath!];

    private static JsonObject? Parsed(string output)
    {
        try
        {
            return JsonNode.Parse(output) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
