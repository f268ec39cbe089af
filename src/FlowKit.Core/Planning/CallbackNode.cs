using FlowKit.Descriptors;
using FlowKit.Mapping;

namespace FlowKit.Planning;

/// <summary>The <c>callback</c> block of a flow, compiled.</summary>
internal sealed class CallbackNode(CallbackDescriptor callback, MappingCompiler compiler, AddressBook addresses)
{
    private readonly FunctionAddress _address = FunctionAddress.Resolve(callback, addresses);

    public string Protocol => _address.Protocol;

    public string Resource => _address.Resource;

    /// <summary>The call holds the view of the execution.</summary>
    public bool FullDagInfo { get; } = callback.FullDagInfo;

    /// <summary>The call holds the whole context.</summary>
    public bool FullContext { get; } = callback.FullContext;

    public MappingPlan[] InputMappings { get; } = compiler.Mappings(callback.InputMappings);
}
