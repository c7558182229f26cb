// SPDX-License-Identifier: GPL-3.0-or-later
using System.Collections.Concurrent;
using System.Net;
using System.Text;

namespace Modules.Tests.Infra;

/// <summary>What a proxy does with one request instead of passing it on, or after that.</summary>
internal enum Fault
{
    /// <summary>Hangs up without an answer.</summary>
    Reset,

    /// <summary>502 with a page of HTML.</summary>
    BadGateway,

    /// <summary>502 although the server did what was asked.</summary>
    LostAnswer,

    /// <summary>429 with Retry-After.</summary>
    TooMany,

    /// <summary>Half of the JSON.</summary>
    Truncated,
}

/// <summary>Stands before a server, and disturbs the requests that a plan names: by method
/// and a part of the path, each entry once.</summary>
internal sealed class FaultyProxy : IDisposable
{
    private readonly HttpListener _listener;
    private readonly HttpClient _http;
    private readonly ConcurrentQueue<(string Method, string Path, Fault Fault)> _plan;
    private readonly TaskCompletionSource _holding = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _seen;

    public FaultyProxy(string server, params IReadOnlyList<(string Method, string Path, Fault Fault)> plan)
    {
        _plan = new(plan);
        _http = new HttpClient(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = new Uri(server) };
        (_listener, Address) = LocalListener.Start();
        _ = Task.Run(ServeAsync);
    }

    public string Address { get; }

    /// <summary>Changes answers on their way: path and body to body.</summary>
    public Func<string, string, string>? Rewrite { get; init; }

    /// <summary>Told of the query of every request.</summary>
    public Action<string>? Queried { get; init; }

    /// <summary>Answers some requests itself: method and path to a body, or to null for those that are passed on.</summary>
    public Func<string, string, Task<string?>>? Instead { get; init; }

    /// <summary>The request whose answer is held back for ever, counted from 1.</summary>
    public int HoldsAnswer { get; init; }

    /// <summary>Ends when that request was passed on and the server has answered it.</summary>
    public Task Holding => _holding.Task;

    /// <summary>What of the plan has not happened.</summary>
    public int Left => _plan.Count;

    /// <summary>Method and path of every request.</summary>
    public ConcurrentQueue<string> Requests { get; } = [];

    public void Dispose()
    {
        _listener.Close();
        _http.Dispose();
    }

    private async Task ServeAsync()
    {
        while (_listener.IsListening)
        {
            try
            {
                var context = await _listener.GetContextAsync();
                _ = Task.Run(() => AnswerAsync(context));
            }
            catch (Exception closed) when (closed is HttpListenerException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private async Task AnswerAsync(HttpListenerContext context)
    {
        var (asked, answer) = (context.Request, context.Response);
        Requests.Enqueue($"{asked.HttpMethod} {asked.Url!.AbsolutePath}");
        Queried?.Invoke(asked.Url!.Query);
        var number = Interlocked.Increment(ref _seen);
        var fault = Planned(asked);
        try
        {
            if (Instead is { } instead && await instead(asked.HttpMethod, asked.Url!.AbsolutePath) is { } own)
            {
                await WriteAsync(answer, 200, "application/json", Encoding.UTF8.GetBytes(own));
                return;
            }

            if (fault == Fault.Reset)
            {
                answer.Abort();
                return;
            }

            if (fault is Fault.BadGateway or Fault.TooMany)
            {
                await WriteAsync(answer, fault == Fault.TooMany ? 429 : 502, "text/html", "<html><h1>busy</h1></html>"u8.ToArray());
                return;
            }

            using var passed = await _http.SendAsync(await CopyAsync(asked));
            var body = await passed.Content.ReadAsByteArrayAsync();
            if (number == HoldsAnswer)
            {
                _holding.SetResult();
                return;
            }

            body = Rewrite is null ? body : Encoding.UTF8.GetBytes(Rewrite(asked.Url!.AbsolutePath, Encoding.UTF8.GetString(body)));
            foreach (var cookie in passed.Headers.TryGetValues("Set-Cookie", out var cookies) ? cookies : [])
            {
                answer.Headers.Add("Set-Cookie", cookie);
            }

            await (fault switch
            {
                Fault.LostAnswer => WriteAsync(answer, 502, "text/html", "<html>lost</html>"u8.ToArray()),
                Fault.Truncated => WriteAsync(answer, (int)passed.StatusCode, "application/json", body[..(body.Length / 2)]),
                _ => WriteAsync(answer, (int)passed.StatusCode, passed.Content.Headers.ContentType?.ToString() ?? "application/json", body),
            });
        }
        catch (Exception gone) when (gone is HttpListenerException or HttpRequestException or ObjectDisposedException)
        {
            answer.Abort();
        }
    }

    private Fault? Planned(HttpListenerRequest asked)
    {
        lock (_plan)
        {
            if (_plan.TryPeek(out var next)
                && next.Method == asked.HttpMethod
                && asked.Url!.AbsolutePath.Contains(next.Path, StringComparison.Ordinal))
            {
                _ = _plan.TryDequeue(out _);
                return next.Fault;
            }

            return null;
        }
    }

    private static async Task<HttpRequestMessage> CopyAsync(HttpListenerRequest asked)
    {
        var copy = new HttpRequestMessage(new HttpMethod(asked.HttpMethod), asked.RawUrl);
        using var body = new MemoryStream();
        await asked.InputStream.CopyToAsync(body);
        if (body.Length > 0)
        {
            copy.Content = new ByteArrayContent(body.ToArray());
            copy.Content.Headers.TryAddWithoutValidation("Content-Type", asked.ContentType);
        }

        foreach (var name in (string[])["Authorization", "Cookie", "X-CSRFToken", "Referer", "Correlation-ID"])
        {
            _ = asked.Headers[name] is { } value && copy.Headers.TryAddWithoutValidation(name, value);
        }

        return copy;
    }

    private static async Task WriteAsync(HttpListenerResponse answer, int status, string type, byte[] body)
    {
        answer.StatusCode = status;
        answer.ContentType = type;
        if (status == 429)
        {
            answer.Headers["Retry-After"] = "0";
        }

        await answer.OutputStream.WriteAsync(body);
        answer.Close();
    }
}
