using System.Diagnostics;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Modules.Tests.Infra;

/// <summary>The sandbox as a process of its own, and what it was asked.</summary>
internal sealed partial class SandboxProcess : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("sandbox").FullName;
    private readonly Process _process;

    public SandboxProcess(params IReadOnlyList<string> options)
    {
        var start = new ProcessStartInfo(
            "dotnet",
            [Path.Combine(AppContext.BaseDirectory, "pulp-sandbox.dll"), "--listen", "127.0.0.1:0", "--log", LogFile, "--password", "password", .. options])
        {
            RedirectStandardOutput = true,
        };
        _process = Process.Start(start)!;
        Address = Url().Match(_process.StandardOutput.ReadLine() ?? "") is { Success: true } match ? match.Value : throw new InvalidOperationException("no address");
    }

    public string Address { get; }

    private string LogFile => Path.Combine(_folder, "requests.jsonl");

    /// <summary>Runs a module against it, in this process, and writes down what was asked and answered.</summary>
    public async Task<string> TellAsync(string module, JsonObject arguments, bool checkMode = false)
    {
        var before = Requests().Count;
        var all = arguments.DeepClone().AsObject();
        (all["pulp_url"], all["username"], all["password"]) = (Address, "admin", "password");
        var answer = await Calling.RunAsync(module, all, checkMode);
        var asked = Requests().Skip(before).Select(line => "  " + line);
        return $"{module}{(checkMode ? " (check mode)" : "")} {arguments.ToJsonString()}\n{string.Join('\n', asked)}\n"
            + $"  => changed: {answer["changed"]}{(answer["failed"] is null ? "" : $", failed: {answer["msg"]}")}\n";
    }

    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private List<string> Requests() => !File.Exists(LogFile) ? [] :
    [
        .. File.ReadAllLines(LogFile).Select(line => JsonNode.Parse(line)!.AsObject()).Select(line =>
            $"{line["method"]} {Id().Replace($"{line["path"]}", "ID").Replace("/pulp/api/v3/", "", StringComparison.Ordinal)}"
            + $"{(line["query"] is { } query && query.ToString().Length > 0 ? "?" + Id().Replace(query.ToString().TrimStart('?'), "ID") : "")} {line["status"]}"),
    ];

    [GeneratedRegex(@"http://[0-9.:]+")]
    private static partial Regex Url();

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")]
    private static partial Regex Id();
}
