// SPDX-License-Identifier: GPL-3.0-or-later
using Sandbox.Api.Presentation;
using Sandbox.Entities;
using Sandbox.Http;
using Sandbox.Instance;

namespace Sandbox.Api.Entities;

/// <summary>POST …/access_policies/ID/reset/: the policy as Pulp brings it.</summary>
internal sealed class PolicyEndpoints(PulpInstance pulp, EntityPresentation presentation, EntityEndpoints entities)
{
    public void Map(Router router)
    {
        var type = pulp.Schema.Types["access_policies"];
        router.Map("POST", $"{type.ListHref}{{id}}/reset", async exchange =>
        {
            var policy = entities.Find(exchange, type);
            var own = Schema.Load("access_policies.json")
                .First(each => (string?)each["viewset_name"] == policy.Text("viewset_name"))
                .DeepClone().AsObject();
            own["customized"] = false;
            policy.Replace(own, DateTime.UtcNow);
            pulp.Store.OnChanged();
            await exchange.ReplyAsync(200, presentation.Show(policy, exchange.Request.Host.ToString()));
        });
    }
}
