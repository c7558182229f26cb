// SPDX-License-Identifier: GPL-3.0-or-later
using System.Net;
using Modules.Tests.Infra;

namespace Modules.Tests.Ci.OpenBao;

/// <summary>A server that was not initialised, and takes its time over it.</summary>
internal sealed class SlowInit : IDisposable
{
    private readonly HttpListener _listener;
    private readonly TaskCompletionSource _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _answered = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public SlowInit()
    {
        (_listener, Address) = LocalListener.Start();
        _ = Task.Run(ServeAsync);
    }

    public string Address { get; }

    /// <summary>Completes when the keys are asked for.</summary>
    public Task Asked => _asked.Task;

    public void Answer() => _answered.TrySetResult();

    public void Dispose() => _listener.Close();

    private async Task ServeAsync()
    {
        for (var isOver = false; !isOver;)
        {
            var context = await _listener.GetContextAsync();
            isOver = context.Request.HttpMethod == "PUT";
            if (isOver)
            {
                _asked.SetResult();
                await _answered.Task;
            }

            var text = isOver ? """{"keys":["aa"],"keys_base64":["qg=="],"root_token":"s.root"}""" : """{"initialized":false}""";
            await context.Response.OutputStream.WriteAsync(System.Text.Encoding.UTF8.GetBytes(text));
            context.Response.Close();
        }
    }
}
