using System.Text;
using System.Text.Json.Nodes;
using ModuleHost;
using Modules.Waiting;

namespace Modules.Containers.Engine;

/// <summary>A command on its way through a container.</summary>
internal sealed class Execution(EngineApi api, string container, ContainerCommand command)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    /// <summary>The lines it said.</summary>
    /// <exception cref="ModuleException">It failed; the message has what it said.</exception>
    public async Task<IReadOnlyList<string>> RunAsync(CancellationToken ct)
    {
        var id = (await api.ActAsync(HttpMethod.Post, $"/containers/{container}/exec", Wanted(), ct))!["Id"]!.GetValue<string>();
        var start = new JsonObject { ["Detach"] = false, ["Tty"] = false };
        var said = LogFrames.Lines(command.Input is { } input
            ? await api.ConverseAsync($"/exec/{id}/start", start, Encoding.UTF8.GetBytes(input), ct)
            : await api.ReadAsync(HttpMethod.Post, $"/exec/{id}/start", start, ct));
        var code = await CodeAsync(id, ct);
        if (code != 0)
        {
            throw new ModuleException($"{command} failed in the container with code {code}: {string.Join('\n', said)}");
        }

        return said;
    }

    private JsonObject Wanted()
    {
        var wanted = new JsonObject
        {
            ["AttachStdin"] = command.Input is not null,
            ["AttachStdout"] = true,
            ["AttachStderr"] = true,
            ["Cmd"] = new JsonArray([.. command.Words.Select(word => (JsonNode?)word)]),
        };
        if (command.User is { } user)
        {
            wanted["User"] = user;
        }

        if (command.Environment.Count > 0)
        {
            wanted["Env"] = new JsonArray([.. command.Environment.Select(variable => (JsonNode?)$"{variable.Key}={variable.Value}")]);
        }

        return wanted;
    }

    /// <summary>The output may end a moment before the engine knows how.</summary>
    private Task<int?> CodeAsync(string id, CancellationToken ct) =>
        new Polling(DateTimeOffset.MaxValue, Polling.Every(Pause), TimeProvider.System)
        .UntilAsync<int?>(
            async stop =>
            {
                var state = await api.GetAsync($"/exec/{id}/json", stop);
                return state["Running"]?.GetValue<bool>() == true
                    ? new Look<int?>.NotYet(() => new ModuleException($"{command} does not end."))
                    : new Look<int?>.Found(state["ExitCode"]?.GetValue<int>());
            },
            ct);
}
