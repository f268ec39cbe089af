using Microsoft.AspNetCore.Builder;

namespace FlowKit.AspNetCore;

/// <summary>
/// The mapped API. What is said of it, such as <c>RequireAuthorization()</c>, counts for all of its endpoints but <see cref="Callbacks"/>.
/// </summary>
public sealed class FlowEndpoints : IEndpointConventionBuilder
{
    private readonly IEndpointConventionBuilder _api;

    internal FlowEndpoints(IEndpointConventionBuilder api, IEndpointConventionBuilder callbacks)
    {
        _api = api;
        Callbacks = callbacks;
    }

    /// <summary><c>trigger.json</c>, which executors call; <see cref="FlowEngineOptions.CallbackSecret"/> keeps others out.</summary>
    public IEndpointConventionBuilder Callbacks { get; }

    /// <inheritdoc/>
    public void Add(Action<EndpointBuilder> convention) => _api.Add(convention);

    /// <inheritdoc/>
    public void Finally(Action<EndpointBuilder> finallyConvention) => _api.Finally(finallyConvention);
}
