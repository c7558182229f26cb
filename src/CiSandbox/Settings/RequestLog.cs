// SPDX-License-Identifier: GPL-3.0-or-later
using System.Globalization;
using System.Text.Json;

namespace CiSandbox.Settings;

/// <summary>One JSON line per answered request; neither headers nor bodies, so no secrets.</summary>
internal sealed class RequestLog(string file) : IDisposable
{
    private readonly FileStream _out = new(file, FileMode.Append, FileAccess.Write, FileShare.Read);
    private readonly Lock _gate = new();

    public void Write(string area, HttpContext context)
    {
        using var line = new MemoryStream();
        using (var json = new Utf8JsonWriter(line))
        {
            json.WriteStartObject();
            json.WriteString("time", DateTime.UtcNow.ToString("O", CultureInfo.InvariantCulture));
            json.WriteString("area", area);
            json.WriteString("method", context.Request.Method);
            json.WriteString("path", context.Request.Path.Value);
            json.WriteString("query", context.Request.QueryString.Value?.TrimStart('?'));
            json.WriteNumber("status", context.Response.StatusCode);
            json.WriteEndObject();
        }

        line.WriteByte((byte)'\n');
        lock (_gate)
        {
            _out.Write(line.GetBuffer(), 0, (int)line.Length);
            _out.Flush();
        }
    }

    public void Dispose() => _out.Dispose();
}
