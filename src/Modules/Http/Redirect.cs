namespace Modules.Http;

/// <summary>An answer that says where to ask instead.</summary>
internal static class Redirect
{
    /// <summary>Where; null for another answer, and for one that leads out of TLS.</summary>
    /// <param name="asked">What was asked for.</param>
    /// <param name="response">The answer.</param>
    public static Uri? Of(Uri asked, HttpResponseMessage response) =>
        (int)response.StatusCode is 301 or 302 or 303 or 307 or 308 && response.Headers.Location is { } location
            && new Uri(asked, location) is { Scheme: "https" or "http" } there && (there.Scheme == "https" || asked.Scheme == "http")
            ? there
            : null;
}
