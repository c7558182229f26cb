namespace Sandbox.Http;

/// <summary>Somebody who may log in.</summary>
internal sealed record Account(string Href, string Username, bool IsAdmin);
