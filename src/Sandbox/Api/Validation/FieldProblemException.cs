// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;

namespace Sandbox.Api.Validation;

/// <summary>What is wrong with one field's value, as the answer will show it.</summary>
internal sealed class FieldProblemException : Exception
{
    public FieldProblemException()
        : this("invalid")
    {
    }

    public FieldProblemException(string message)
        : base(message) => Shown = new JsonArray(message);

    public FieldProblemException(string message, Exception inner)
        : base(message, inner) => Shown = new JsonArray(message);

    public FieldProblemException(JsonNode shown)
        : base("invalid") => Shown = shown;

    public JsonNode Shown { get; }
}
