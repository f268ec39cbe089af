using System.Security.Cryptography;
using System.Text;
using FlowKit.Descriptors;
using FlowKit.Planning;
using FlowKit.Reading;
using FlowKit.Storing;
using FlowKit.Values;

namespace FlowKit;

/// <summary>A flow version as a store keeps it: the text of the flow, and those of the documents of type <c>resource</c> its plan is made of.</summary>
internal static class KeptFlow
{
    /// <summary>How a text begins that holds several; no flow has such a field.</summary>
    private const string Bundle = "{\"flowkit-bundle\":1,";
    private const int FingerprintBytes = 16;

    /// <summary>What tells the plan of a flow from others of its name; null when something it is made of was built in code.</summary>
    public static string? Version(FlowDescriptor flow, ResourceCatalog documents)
    {
        if (documents.IsEmpty || flow.Fingerprint is null)
        {
            return flow.Fingerprint;
        }

        var parts = documents.Flows.Select(one => one.Fingerprint).Prepend(flow.Fingerprint);
        return parts.Contains(null) ? flow.Fingerprint
            : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', parts))).AsSpan(0, FingerprintBytes));
    }

    /// <summary>Whether a store can keep all that the plan is made of.</summary>
    public static bool HasText(FlowPlan plan) => plan.Descriptor.Text is not null && plan.Documents.Flows.All(one => one.Text is not null);

    /// <summary>What a store keeps of a plan that <see cref="HasText"/>.</summary>
    public static FlowText Of(FlowPlan plan) => new(plan.Name, plan.Version, KeepableText.Of(TextOf(plan)), plan.IsForeign);

    /// <summary>Reads what a store kept.</summary>
    /// <exception cref="Errors.FlowRefusedException">It cannot be read.</exception>
    public static (FlowDescriptor Flow, ResourceCatalog Documents) Read(FlowText kept, FlowTextReader read)
    {
        if (!kept.Text.StartsWith(Bundle, StringComparison.Ordinal))
        {
            return (read(kept.Text), ResourceCatalog.Empty);
        }

        var bundle = FlowValue.Parse(kept.Text);
        var documents = bundle["documents"].Items.Select(one => read(one.AsString() ?? string.Empty));
        return (read(bundle["flow"].AsString() ?? string.Empty), ResourceCatalog.Empty.With([.. documents]));
    }

    private static string TextOf(FlowPlan plan) => plan.Documents.IsEmpty ? plan.Descriptor.Text! : FlowValue.Object(
        ("flowkit-bundle", 1),
        ("flow", plan.Descriptor.Text!),
        ("documents", FlowValue.Array(plan.Documents.Flows.Select(one => (FlowValue)one.Text!)))).ToJson();
}
