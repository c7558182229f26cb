// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Sandbox.Http;

/// <summary>What a request brought along: fields, and files by field.</summary>
internal sealed record RequestBody(JsonObject Fields, IReadOnlyDictionary<string, UploadedFile> Files)
{
    /// <summary>Form values are all text; the validator reads numbers and booleans from them.</summary>
    public bool IsForm { get; init; }

    public static async Task<RequestBody> ReadAsync(HttpRequest request, CancellationToken ct)
    {
        if (request.HasFormContentType)
        {
            return FromForm(await request.ReadFormAsync(ct));
        }

        using var bytes = new MemoryStream();
        await request.Body.CopyToAsync(bytes, ct);
        if (bytes.Length == 0)
        {
            return new RequestBody([], new Dictionary<string, UploadedFile>());
        }

        return new RequestBody(Parse(bytes.ToArray()), new Dictionary<string, UploadedFile>());
    }

    private static RequestBody FromForm(IFormCollection form)
    {
        var fields = new JsonObject();
        foreach (var (name, values) in form)
        {
            fields[name] = values.ToString();
        }

        return new RequestBody(
            fields,
            form.Files.ToDictionary(file => file.Name, file => new UploadedFile(file.FileName, file.OpenReadStream, file.Length)))
        {
            IsForm = true,
        };
    }

    private static JsonObject Parse(byte[] json)
    {
        JsonNode? node;
        try
        {
            node = JsonNode.Parse(json);
        }
        catch (JsonException problem)
        {
            throw HttpProblemException.Detail(400, $"JSON parse error - {problem.Message}");
        }

        return node as JsonObject
            ?? throw HttpProblemException.NonField($"Invalid data. Expected a dictionary, but got {(node is JsonArray ? "list" : "str")}.");
    }
}
