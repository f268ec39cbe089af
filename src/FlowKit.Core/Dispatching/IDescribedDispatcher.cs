namespace FlowKit.Dispatching;

/// <summary>A dispatcher that tells tools about itself. Optional; running a task never asks.</summary>
public interface IDescribedDispatcher : IDispatcher
{
    /// <summary>Always the same.</summary>
    DispatcherDescription Description { get; }
}
