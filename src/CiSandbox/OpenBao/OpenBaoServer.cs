using CiSandbox.Areas;

namespace CiSandbox.OpenBao;

/// <summary>All paths, and what happens to every request on its way to one.</summary>
/// <param name="settings">What the command line says.</param>
internal sealed class OpenBaoServer(AreaSettings settings) : IAreaServer
{
    public Uri Address { get; set; } = new("http://127.0.0.1");

    /// <summary>What it was told.</summary>
    public AreaSettings Settings => settings;

    public Task HandleAsync(HttpContext context)
    {
        context.Response.StatusCode = context.Request.Path == "/v1/sys/health" ? 501 : 404;
        return Task.CompletedTask;
    }
}
