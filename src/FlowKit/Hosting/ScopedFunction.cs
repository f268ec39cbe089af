using FlowKit.Functions;
using Microsoft.Extensions.DependencyInjection;

namespace FlowKit.Hosting;

/// <summary>Functions that ask the container for a service: one scope per attempt, gone when the attempt has ended.</summary>
internal static class ScopedFunction
{
    public static FlowFunction Of<TService>(IServiceScopeFactory scopes, Func<TService, FlowFunction> function)
        where TService : notnull =>
        async (request, cancellationToken) =>
        {
            var scope = scopes.CreateAsyncScope();
            await using (scope.ConfigureAwait(false))
            {
                var service = scope.ServiceProvider.GetRequiredService<TService>();
                return await function(service)(request, cancellationToken).ConfigureAwait(false);
            }
        };
}
