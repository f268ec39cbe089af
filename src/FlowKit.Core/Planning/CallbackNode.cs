using FlowKit.Descriptors;
using FlowKit.Dispatching;
using FlowKit.Mapping;

namespace FlowKit.Planning;

/// <summary>The <c>callback</c> block of a flow, or the one given at a start, compiled.</summary>
internal sealed class CallbackNode
{
    public CallbackNode(CallbackDescriptor callback, MappingCompiler compiler, AddressBook addresses)
    {
        var address = FunctionAddress.Resolve(callback, addresses);
        Protocol = address.Protocol;
        Resource = address.Resource;
        FullDagInfo = callback.FullDagInfo;
        FullContext = callback.FullContext;
        InputMappings = compiler.Mappings([.. address.Defaults, .. callback.InputMappings]);
        Secrets = SecretFinding.Of(InputMappings, default, Resource, default);
    }

    public string Protocol { get; }

    public string Resource { get; }

    /// <summary>The call holds the view of the execution.</summary>
    public bool FullDagInfo { get; }

    /// <summary>The call holds the whole context.</summary>
    public bool FullContext { get; }

    public MappingPlan[] InputMappings { get; }

    public SecretPlaces? Secrets { get; }
}
