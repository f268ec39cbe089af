using FlowKit.Values;

namespace FlowKit.Steps;

/// <summary>A step as it was written.</summary>
/// <param name="Name">The task.</param>
/// <param name="Item">The name under which the loop around it gives an item; null outside of loops.</param>
/// <param name="Texts">The parameters that were written in code, in their order.</param>
/// <param name="Paths">The parameters that are read from somewhere, in their order.</param>
/// <param name="Code">Makes the code; takes the container, null where there is none.</param>
internal sealed record StepDraft(
    string Name,
    string? Item,
    IReadOnlyList<KeyValuePair<string, FlowValue>> Texts,
    IReadOnlyList<KeyValuePair<string, string>> Paths,
    Func<IServiceProvider?, StepCode> Code);
