// SPDX-License-Identifier: GPL-3.0-or-later
using Sandbox.Tests.Infra;

namespace Sandbox.Tests.Http;

/// <summary>What a request costs, as the options have it.</summary>
public sealed class RequestCostTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_password_is_hashed_with_each_request_and_a_session_is_not(bool passwordCosts)
    {
        await using var pulp = await LiveSandbox.StartAsync(options => passwordCosts
            ? options with { PasswordCost = TimeSpan.FromHours(1) }
            : options with { RequestCost = TimeSpan.FromHours(1) });
        using var session = new HttpClient { BaseAddress = pulp.Http.BaseAddress };
        using var given = new CancellationTokenSource();
        var status = new Uri("/pulp/api/v3/status/", UriKind.Relative);
        var (dear, cheap) = passwordCosts ? (pulp.Http, session) : (session, pulp.Http);

        var costly = dear.GetAsync(status, given.Token);
        using var answer = await cheap.GetAsync(status);

        Assert.True(answer.IsSuccessStatusCode);
        Assert.False(costly.IsCompleted);
        await given.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => costly);
    }
}
