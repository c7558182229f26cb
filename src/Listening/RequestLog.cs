// SPDX-License-Identifier: GPL-3.0-or-later
using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Listening;

/// <summary>One JSON line per answered request; neither headers nor bodies, so no secrets.</summary>
/// <param name="file">The path of the file it is added to.</param>
public sealed class RequestLog(string file) : IDisposable
{
    private readonly FileStream _out = new(file, FileMode.Append, FileAccess.Write, FileShare.Read);
    private readonly Lock _gate = new();

    /// <param name="context">The request, with what is answered.</param>
    /// <param name="area">Which of several servers answers; null for the only one.</param>
    /// <param name="took">The time to the first byte; null where nobody measures it.</param>
    public void Write(HttpContext context, string? area = null, TimeSpan? took = null)
    {
        using var line = new MemoryStream();
        using (var json = new Utf8JsonWriter(line))
        {
            json.WriteStartObject();
            json.WriteString("time", DateTime.UtcNow.ToString("O", CultureInfo.InvariantCulture));
            if (area is not null)
            {
                json.WriteString("area", area);
            }

            json.WriteString("method", context.Request.Method);
            json.WriteString("path", context.Request.Path.Value);
            json.WriteString("query", context.Request.QueryString.Value?.TrimStart('?'));
            json.WriteNumber("status", context.Response.StatusCode);
            if (took is { } time)
            {
                json.WriteNumber("ms", Math.Round(time.TotalMilliseconds, 1));
            }

            json.WriteEndObject();
        }

        line.WriteByte((byte)'\n');
        lock (_gate)
        {
            _out.Write(line.GetBuffer(), 0, (int)line.Length);
            _out.Flush();
        }
    }

    /// <summary>Closes the file.</summary>
    public void Dispose() => _out.Dispose();
}
