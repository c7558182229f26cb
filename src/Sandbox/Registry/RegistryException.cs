// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;

namespace Sandbox.Registry;

/// <summary>An error of the registry API, with its code.</summary>
internal sealed class RegistryException : Exception
{
    public RegistryException()
    {
    }

    public RegistryException(string message)
        : base(message)
    {
    }

    public RegistryException(string message, Exception inner)
        : base(message, inner)
    {
    }

    public int Status { get; private init; } = 404;

    public string Code { get; private init; } = "UNKNOWN";

    public JsonObject Detail { get; private init; } = [];

    public static RegistryException NoSuchPage() => new("Not found.") { Code = "NOT_FOUND" };

    public static RegistryException NameUnknown(string name) =>
        new("Repository not found.") { Code = "NAME_UNKNOWN", Detail = new() { ["name"] = name } };

    public static RegistryException ManifestUnknown(string reference) =>
        new("Manifest not found.") { Code = "MANIFEST_UNKNOWN", Detail = new() { ["reference"] = reference } };

    public static RegistryException BlobUnknown(string digest) =>
        new("Blob not found.") { Code = "BLOB_UNKNOWN", Detail = new() { ["digest"] = digest } };

    public static RegistryException Unauthorized(string message) => new(message) { Status = 401, Code = "UNAUTHORIZED" };

    public static RegistryException Invalid(string code, string message, int status = 400) => new(message) { Status = status, Code = code };
}
