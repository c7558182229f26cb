// SPDX-License-Identifier: GPL-3.0-or-later
using System.Globalization;
using System.Net;

namespace Modules.Ci.GitHub;

/// <summary>
/// Waits where GitHub takes no more requests for now, and sends again: what it refused so it has not done. It says 403 or 429, with the
/// seconds in <c>Retry-After</c> or the time of the next hour's allowance in <c>X-RateLimit-Reset</c>.
/// </summary>
/// <param name="time">Where now is.</param>
internal sealed class RateLimitHandler(TimeProvider time) : DelegatingHandler
{
    private const int Attempts = 3;

    /// <summary>An allowance that comes later is told instead: a play should not stand still for most of an hour.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(90);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var response = await base.SendAsync(request, cancellationToken);
            if (attempt >= Attempts || Pause(response) is not { } pause || pause > Longest)
            {
                return response;
            }

            response.Dispose();
            await Task.Delay(pause, time, cancellationToken);
        }
    }

    /// <summary>How long; null for an answer that is no limit.</summary>
    private TimeSpan? Pause(HttpResponseMessage response)
    {
        if (response.StatusCode is not (HttpStatusCode.Forbidden or HttpStatusCode.TooManyRequests))
        {
            return null;
        }

        return response.Headers.RetryAfter?.Delta is { } asked ? asked
            : Value(response, "X-RateLimit-Remaining") == 0 && Value(response, "X-RateLimit-Reset") is { } reset
            ? DateTimeOffset.FromUnixTimeSeconds(reset + 1) - time.GetUtcNow() is var left && left > TimeSpan.Zero // its clock is not ours
                ? left
                : TimeSpan.FromSeconds(1)
            : null;
    }

    private static long? Value(HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out var values)
            && long.TryParse(values.First(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number < 1L << 36
            ? number
            : null;
}
