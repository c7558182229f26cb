// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using ModuleHost.Execution;

namespace ModuleHost.Tests.Infra;

/// <summary>Runs the host in this process, as Ansible would call it.</summary>
internal sealed class InHost : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("host-").FullName;

    public int ExitCode { get; private set; }

    public string Output { get; private set; } = "";

    public string FileOf(string content) => FileOf(System.Text.Encoding.UTF8.GetBytes(content));

    public string FileOf(byte[] content)
    {
        var file = Path.Combine(_folder, "args");
        File.WriteAllBytes(file, content);
        return file;
    }

    /// <summary>As a task calls a module.</summary>
    public Task<JsonObject> CallAsync(string module, string arguments) =>
        RunAsync($"/tmp/x/AnsiballZ_{module}", [FileOf(arguments)]);

    public async Task<JsonObject> RunAsync(string executable, IReadOnlyList<string> commandLine, string input = "")
    {
        using var reader = new StringReader(input);
        await using var output = new StringWriter();
        ExitCode = await new Host(Animals.All).RunAsync(executable, commandLine, reader, output);
        Output = output.ToString();
        return Json.Only(Output);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
