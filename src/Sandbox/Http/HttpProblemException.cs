// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;

namespace Sandbox.Http;

/// <summary>An answer that ends a request early.</summary>
internal sealed class HttpProblemException : Exception
{
    public HttpProblemException()
    {
    }

    public HttpProblemException(string message)
        : base(message)
    {
    }

    public HttpProblemException(string message, Exception inner)
        : base(message, inner)
    {
    }

    private HttpProblemException(int status, JsonNode? body)
        : base($"answered {status}") => (Status, Body) = (status, body);

    public int Status { get; } = 500;

    public JsonNode? Body { get; }

    /// <summary>What the path names is not there, while the path itself is one.</summary>
    public bool IsNoSuch { get; private init; }

    public static HttpProblemException Refused(JsonNode body) => new(400, body);

    public static HttpProblemException Field(string name, string problem) => Refused(new JsonObject { [name] = new JsonArray(problem) });

    public static HttpProblemException NonField(string problem) => Field("non_field_errors", problem);

    public static HttpProblemException NoSuch(string model) =>
        new(404, new JsonObject { ["detail"] = $"No {model} matches the given query." }) { IsNoSuch = true };

    public static HttpProblemException Detail(int status, string detail) => new(status, new JsonObject { ["detail"] = detail });

    /// <summary>Where Pulp itself fails: it answers with Django's page.</summary>
    public static HttpProblemException ServerError() => new(500, null);

    public static HttpProblemException Bare(int status) => new(status, null);
}
