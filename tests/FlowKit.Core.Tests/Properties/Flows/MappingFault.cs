namespace FlowKit.Core.Tests.Properties.Flows;

/// <summary>Where a task has a strict mapping that can never be carried out.</summary>
internal enum MappingFault
{
    None,
    InInput,
    InOutput,
}
