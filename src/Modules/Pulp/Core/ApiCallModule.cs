// SPDX-License-Identifier: GPL-3.0-or-later
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using ModuleHost;
using ModuleHost.Secrets;
using Modules.Pulp.Api;
using Modules.Pulp.Content;
using Modules.Pulp.Session;

namespace Modules.Pulp.Core;

/// <summary>Calls any operation of Pulp's API by its id and returns the answer, after the task
/// or the group of tasks it started, if any.</summary>
internal sealed class ApiCallModule : IModule
{
    private static readonly Argument<string> OperationId = Argument.RequiredText("operation_id");
    private static readonly Argument<JsonObject?> Parameters = Argument.Mapping("parameters");
    private static readonly Argument<JsonObject?> Body = Argument.Mapping("body") with { Secrecy = Secrecy.Entries };
    private static readonly Argument<JsonNode?> JsonBody = Argument.Raw("json_body") with { Secrecy = Secrecy.Entries };

    public string Name => "api_call";

    public ArgumentSpec Arguments { get; } = new(
        [.. Connection.Arguments([]), OperationId, Parameters, Body, JsonBody],
        [.. Connection.Login, new MutuallyExclusive(Body, JsonBody)]);

    public async Task<ModuleResult> RunAsync(Invocation run, CancellationToken ct)
    {
        var body = run.Get(Body) ?? Parsed(run.Get(JsonBody));
        using var pulp = Connection.Open(run);
        var operation = await Operations.FindAsync(pulp.Api, run.Get(OperationId), ct);
        var href = operation.Href(run.Get(Parameters) ?? []);
        if (operation.Method == HttpMethod.Get)
        {
            return Result(false, await pulp.Api.GetAsync(href, ct));
        }

        operation.Check(body);
        var content = operation.IsForm && body is not null
            ? Form.Of(body.Select(field => KeyValuePair.Create(field.Key, Operation.Text(field.Value))))
            : PulpApi.Json(body);
        var answer = await pulp.WriteAsync(operation.Method, href, content, ct);
        return Result(true, (string?)(answer?.Body as JsonObject)?["task_group"] is { } group && answer!.Status == HttpStatusCode.Accepted
            ? answer with { Body = (await new TaskGroup(pulp).CompleteAsync(group, ct)).Group }
            : answer);
    }

    private static ModuleResult Result(bool changed, PulpAnswer? answer) => new(changed)
    {
        Values = new JsonObject { ["response"] = Shown(answer?.Body) },
    };

    /// <summary>Pulp tells headers of remotes as they are.</summary>
    private static JsonNode? Shown(JsonNode? body) => body switch
    {
        null => null,
        JsonObject map => new JsonObject(map.Select(
            field => KeyValuePair.Create(field.Key, field.Key == "headers" ? SecretEntries.Shown(field.Value) : Shown(field.Value)))),
        JsonArray list => new JsonArray([.. list.Select(Shown)]),
        _ => body.DeepClone(),
    };

    /// <summary>JSON text; Jinja may have turned it into a dictionary already.</summary>
    private static JsonObject? Parsed(JsonNode? given)
    {
        try
        {
            return given is null or JsonObject
                ? given?.AsObject()
                : JsonNode.Parse(given.ToString()) as JsonObject ?? throw new ModuleException("json_body is not a JSON object.");
        }
        catch (JsonException failure)
        {
            throw new ModuleException(
                $"json_body is not JSON: line {failure.LineNumber + 1} column {failure.BytePositionInLine + 1}: {failure.Message}",
                failure);
        }
    }
}
