// SPDX-License-Identifier: GPL-3.0-or-later
using System.Net;
using Modules.Tests.Infra;

namespace Modules.Tests.Ci.OpenBao;

/// <summary>A server that was not initialised, and takes its time over it.</summary>
internal sealed class SlowInit : IDisposable
{
    private const string Whole = """{"keys":["aa"],"keys_base64":["qg=="],"root_token":"s.root"}""";

    private readonly HttpListener _listener;
    private readonly TaskCompletionSource _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<string> _answered = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public SlowInit()
    {
        (_listener, Address) = LocalListener.Start();
        _ = Task.Run(ServeAsync);
    }

    public string Address { get; }

    /// <summary>Completes when the keys are asked for.</summary>
    public Task Asked => _asked.Task;

    public void Answer() => _answered.TrySetResult(Whole);

    /// <summary>Makes the keys, and no more than this of the answer with them arrives.</summary>
    public void Lose(string rest) => _answered.TrySetResult(rest);

    public void Dispose() => _listener.Close();

    private async Task ServeAsync()
    {
        for (var hasKeys = false; _listener.IsListening;)
        {
            var context = await _listener.GetContextAsync();
            var text = hasKeys ? """{"initialized":true}""" : """{"initialized":false}""";
            if (context.Request.HttpMethod == "PUT")
            {
                _asked.SetResult();
                hasKeys = true;
                text = await _answered.Task;
                context.Response.ContentLength64 = Whole.Length;
            }

            await context.Response.OutputStream.WriteAsync(System.Text.Encoding.UTF8.GetBytes(text));
            if (context.Response.ContentLength64 > text.Length)
            {
                context.Response.Abort();
            }
            else
            {
                context.Response.Close();
            }
        }
    }
}
