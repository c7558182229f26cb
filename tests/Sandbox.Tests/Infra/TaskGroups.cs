// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;

namespace Sandbox.Tests.Infra;

/// <summary>Waiting for several tasks at once.</summary>
internal static class TaskGroups
{
    /// <summary>The group when none of its tasks goes on.</summary>
    public static async Task<JsonObject> WaitAsync(LiveSandbox pulp, string href)
    {
        for (var tries = 0; ; tries++)
        {
            var group = await pulp.GetAsync(href);
            if ((int)group["waiting"]! + (int)group["running"]! + (int)group["canceling"]! == 0)
            {
                return group;
            }

            Assert.True(tries < 1000, group.ToJsonString());
            await Task.Delay(20);
        }
    }
}
