using Sandbox.Content.Registry;
using Sandbox.Store;

namespace Sandbox.Content;

/// <summary>Everything clients of packages and images talk to: /pulp/content/, /pypi/ and /v2/.</summary>
/// <param name="store">What there is to serve.</param>
/// <param name="whoIs">The caller's user name, if the login that came along is right.</param>
/// <param name="mayDownload">Decides for RBAC guards.</param>
internal sealed class ContentEndpoints(PulpStore store, Func<HttpContext, string?> whoIs, MayDownload mayDownload) : IDisposable
{
    private readonly OnDemand _onDemand = new(store);
    private readonly ServedFiles _served = new(store);

    /// <summary>Who answers this path; null when it is none of ours.</summary>
    public RequestDelegate? Find(PathString path) => path.Value switch
    {
        { } value when value.StartsWith(ContentApp.Prefix, StringComparison.Ordinal) => context => ContentAsync(context, ContentApp.Prefix),
        { } value when value.StartsWith(ContentApp.PythonPrefix, StringComparison.Ordinal) => context => ContentAsync(context, ContentApp.PythonPrefix),
        { } value when (value + "/").StartsWith(RegistryApi.Prefix + "/", StringComparison.Ordinal) =>
            new RegistryApi(new(store), new(store, _onDemand), whoIs).ServeAsync,
        _ => null,
    };

    public void Dispose() => _onDemand.Dispose();

    private Task ContentAsync(HttpContext context, string prefix)
    {
        if (HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method))
        {
            return new ContentApp(store, new(store, mayDownload), _served, new(store, _onDemand)).ServeAsync(context, prefix);
        }

        context.Response.Headers.Allow = "GET,HEAD";
        return Refusal.WriteAsync(context, 405, "Method Not Allowed");
    }
}
