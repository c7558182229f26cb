// SPDX-License-Identifier: GPL-3.0-or-later
using Modules.Converge;
using Modules.Pulp.Entities;
using Modules.Pulp.Session;
using Modules.Rules;
using static Modules.Converge.Fields;

namespace Modules.Pulp.Guards;

internal static class X509CertGuard
{
    public static readonly Entity Entity = new("x509_cert_guard", "contentguards/certguard/x509/", "content_guard", "content_guards")
    {
        Noun = "content guard",
        Key = [Name],
        Referrers = Referrer.Guarded,
        Fields = [Text("description").Clearable(), Pem("ca_certificate").NeededToCreate().Following(CertificateRules.OfGuard)],
    };
}
