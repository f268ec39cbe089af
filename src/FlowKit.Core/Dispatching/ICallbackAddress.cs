namespace FlowKit.Dispatching;

/// <summary>Makes the callback address of an attempt when a dispatcher asks for it.</summary>
internal interface ICallbackAddress
{
    /// <summary>The address; null when the host has none.</summary>
    string? Of(DispatchRequest request);
}
