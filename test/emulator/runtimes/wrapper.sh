#!/bin/sh
# As AWS's examples have it: sets the scene, then becomes the runtime whose command line it got.
export WRAPPED="by a script"
exec "$@"
